package dev.parley.realtime.delivery;

import org.jspecify.annotations.Nullable;

/**
 * @param json one line
 * @param cursor what is behind whoever has read it, where that moves
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it once it is made
public record Frame(byte[] json, @Nullable String cursor) {}
