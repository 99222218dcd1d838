package dev.parley.search.language;

/**
 * Something in the query that is not what it may have been meant to be.
 *
 * @param code stable
 */
public record Warning(String code, String detail) {}
