package dev.parley.realtime.delivery;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come in a log: the next offset of each partition. As text it is what clients
 * hand back: a version, which log it is, then one variable-length number a partition. It tells
 * nobody anything but how much was written, so it is not signed: what is shown after it is decided
 * by who asks.
 *
 * @param log a log that was replaced has another one, and offsets that mean something else
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it once it is made
public record Cursor(int log, long[] next) {

  private static final byte VERSION = 2;
  private static final int BEGINNING = 1 + Integer.BYTES;
  private static final int MAX_BYTES_A_NUMBER = 9;
  private static final int LONGEST_TEXT = 16 * 1024;

  /** Null where it is none of ours. */
  public static @Nullable Cursor parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
    if (bytes.length < BEGINNING || bytes[0] != VERSION) {
      return null;
    }
    int log = 0;
    for (int i = 1; i < BEGINNING; i++) {
      log = (log << 8) | (bytes[i] & 0xFF);
    }
    long[] next = numbers(bytes);
    return next == null ? null : new Cursor(log, next);
  }

  private static long @Nullable [] numbers(byte[] bytes) {
    long[] numbers = new long[bytes.length - BEGINNING];
    int count = 0;
    int at = BEGINNING;
    while (at < bytes.length) {
      long number = 0;
      for (int i = 0; ; i++) {
        if (at == bytes.length || i == MAX_BYTES_A_NUMBER) {
          return null;
        }
        byte b = bytes[at++];
        number |= (b & 0x7FL) << (7 * i);
        if (b >= 0) {
          break;
        }
      }
      numbers[count++] = number;
    }
    return Arrays.copyOf(numbers, count);
  }

  public String text() {
    byte[] bytes = new byte[BEGINNING + next.length * MAX_BYTES_A_NUMBER];
    bytes[0] = VERSION;
    for (int i = 1; i < BEGINNING; i++) {
      bytes[i] = (byte) (log >>> (8 * (BEGINNING - 1 - i)));
    }
    int length = BEGINNING;
    for (long offset : next) {
      long rest = offset;
      while ((rest & ~0x7FL) != 0) {
        bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      bytes[length++] = (byte) rest;
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, length));
  }

  /** Partitions that were added later are wholly to come. */
  public long at(int partition) {
    return partition < next.length ? next[partition] : 0;
  }

  public boolean hasPassed(Cursor other) {
    for (int partition = 0; partition < other.next.length; partition++) {
      if (at(partition) < other.next[partition]) {
        return false;
      }
    }
    return true;
  }

  /** The same, once this record is behind as well. */
  public Cursor past(int partition, long offset) {
    if (at(partition) > offset) {
      return this;
    }
    long[] moved = Arrays.copyOf(next, Math.max(next.length, partition + 1));
    moved[partition] = offset + 1;
    return new Cursor(log, moved);
  }

  /** As far as either has come. */
  public Cursor union(Cursor other) {
    long[] both = Arrays.copyOf(next, Math.max(next.length, other.next.length));
    for (int partition = 0; partition < other.next.length; partition++) {
      both[partition] = Math.max(both[partition], other.next[partition]);
    }
    return new Cursor(log, both);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cursor(int otherLog, long[] otherNext)
        && otherLog == log
        && Arrays.equals(otherNext, next);
  }

  @Override
  public int hashCode() {
    return 31 * log + Arrays.hashCode(next);
  }

  @Override
  public String toString() {
    return "%08x %s".formatted(log, Arrays.toString(next));
  }
}
