package dev.parley.realtime.delivery;

import org.jspecify.annotations.Nullable;

/**
 * @param json one line
 * @param cursor what is behind whoever has read it, where that moves
 * @param events how many events it tells
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it once it is made
public record Frame(byte[] json, @Nullable String cursor, int events) {

  /** About the connection, or about what is passing: it tells no event. */
  public Frame(byte[] json, @Nullable String cursor) {
    this(json, cursor, 0);
  }
}
