package dev.parley.bench.realtime;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages at a steady rate, each stamped with when it was due: who holds up the speaker cannot
 * hide it.
 */
final class Pace {

  private final Thread thread;
  private volatile boolean stopped;

  Pace(Speaker speaker, double perSecond, AtomicLong said) {
    double period = 1e9 / perSecond;
    thread = Thread.ofPlatform().name("pace").start(() -> run(speaker, period, said));
  }

  private void run(Speaker speaker, double period, AtomicLong said) {
    long begin = System.nanoTime();
    try {
      for (long i = 0; !stopped; i++) {
        long due = begin + (long) (i * period);
        while (System.nanoTime() < due && !stopped) {
          LockSupport.parkNanos(Math.min(due - System.nanoTime(), 50_000_000));
        }
        speaker.say(Marks.text(due));
        said.incrementAndGet();
      }
    } catch (IOException e) {
      System.err.println("  the speaker is gone: " + e);
    }
  }

  /** After its last word; may be called again. */
  void stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
