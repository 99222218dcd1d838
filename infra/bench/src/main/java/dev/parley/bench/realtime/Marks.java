package dev.parley.bench.realtime;

import java.nio.ByteBuffer;

/**
 * Each message's text begins with a mark and the microsecond at which it was due. Messages are
 * counted by it: nothing is decoded, and where the one before was tells where the next one is.
 */
final class Marks {

  private static final int MARK = 0x7e23543a;
  private static final String MARK_TEXT = "~#T:";
  private static final int DIGITS = 16;
  private static final int LENGTH = 4 + DIGITS;
  private static final int TEXT = 200;

  private int first;
  private int stride = TEXT;
  private long counted;

  /** 200 bytes, due now or a little earlier. */
  static String text(long dueNanos) {
    String due = Long.toString(dueNanos / 1_000);
    return MARK_TEXT + "0".repeat(DIGITS - due.length()) + due + "x".repeat(TEXT - LENGTH);
  }

  /**
   * @param start whether this is where the frame begins
   * @return from where on it has to be seen again, together with what follows
   */
  int scan(ByteBuffer in, int from, int end, boolean start, Latencies latencies) {
    int last = end - LENGTH;
    int at = from;
    int guess = start ? from + first : end;
    int before = -1;
    while (true) {
      int found = guess >= at && guess <= last && in.getInt(guess) == MARK ? guess : -1;
      if (found < 0) {
        found = search(in, at, last);
      }
      if (found < 0) {
        return Math.min(end, Math.max(at, last + 1));
      }
      counted++;
      if (latencies.isWanted()) {
        latencies.record(System.nanoTime() / 1_000 - due(in, found + 4));
      }
      if (before >= 0) {
        stride = found - before;
      } else if (start) {
        first = found - from;
      }
      before = found;
      at = found + TEXT - LENGTH;
      guess = found + stride;
    }
  }

  private static int search(ByteBuffer in, int from, int last) {
    for (int at = from; at <= last; at++) {
      if (in.getInt(at) == MARK) {
        return at;
      }
    }
    return -1;
  }

  private static long due(ByteBuffer in, int at) {
    long micros = 0;
    for (int i = at; i < at + DIGITS; i++) {
      micros = micros * 10 + in.get(i) - '0';
    }
    return micros;
  }

  long counted() {
    return counted;
  }
}
