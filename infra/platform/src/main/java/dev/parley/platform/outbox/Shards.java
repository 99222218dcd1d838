package dev.parley.platform.outbox;

import java.util.stream.IntStream;

/**
 * Keys are spread over a fixed number of shards, so that several instances can share the work.
 * Fixed, because two instances that counted differently would both believe to own a key.
 */
final class Shards {
  static final int COUNT = 8;

  /** All shards, as the bits of a mask. */
  static final int ALL = (1 << COUNT) - 1;

  private Shards() {}

  static short of(String key) {
    int hash = key.hashCode() * 0x9E3779B9; // UUIDs share their first characters; mix what differs
    return (short) (hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(COUNT)));
  }

  static int bit(int shard) {
    return 1 << shard;
  }

  static IntStream in(int mask) {
    return IntStream.range(0, COUNT).filter(shard -> (mask & bit(shard)) != 0);
  }
}
