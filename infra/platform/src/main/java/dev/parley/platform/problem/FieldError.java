package dev.parley.platform.problem;

/**
 * What is wrong with one part of a request: a JSON pointer into the body, or a parameter's name.
 */
public record FieldError(String pointer, String detail) {}
