package dev.parley.realtime.delivery;

import java.util.Arrays;
import java.util.Base64;

/**
 * How far this instance has come in each partition of the events. As text it is the cursor that
 * clients hand back: a version, then one variable-length number a partition.
 */
final class Positions {

  private static final byte VERSION = 1;
  private static final int MAX_BYTES_A_NUMBER = 10;

  private long[] next = new long[0];

  void passed(int partition, long offset) {
    if (partition >= next.length) {
      next = Arrays.copyOf(next, partition + 1);
    }
    next[partition] = Math.max(next[partition], offset + 1);
  }

  String cursor() {
    byte[] bytes = new byte[1 + next.length * MAX_BYTES_A_NUMBER];
    int length = 0;
    bytes[length++] = VERSION;
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
}
