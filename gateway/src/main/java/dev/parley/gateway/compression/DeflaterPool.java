package dev.parley.gateway.compression;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.Deflater;

/** Deflaters that wait for their next body: each has a quarter of a megabyte to set up. */
final class DeflaterPool {

  private static final int MOST = 16;

  private final Queue<Deflater> waiting = new ArrayBlockingQueue<>(MOST);
  private final int level;
  private final boolean bare;

  /**
   * A pool of one kind.
   *
   * @param bare without zlib's header, as gzip has one of its own
   */
  DeflaterPool(int level, boolean bare) {
    this.level = level;
    this.bare = bare;
  }

  Deflater take() {
    Deflater free = waiting.poll();
    return free == null ? new Deflater(level, bare) : free;
  }

  void giveBack(Deflater deflater) {
    deflater.reset();
    if (!waiting.offer(deflater)) {
      deflater.end();
    }
  }
}
