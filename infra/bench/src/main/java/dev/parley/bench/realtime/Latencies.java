package dev.parley.bench.realtime;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** From when a message was due to when it was read; one thread writes. */
final class Latencies {

  static final Latencies UNWANTED = new Latencies(0);

  private static final int STEP_MICROS = 50;
  private static final int STEPS = 60_000;

  private final AtomicIntegerArray counts;

  private Latencies(int steps) {
    counts = new AtomicIntegerArray(steps);
  }

  Latencies() {
    this(STEPS);
  }

  boolean isWanted() {
    return counts.length() > 0;
  }

  void record(long micros) {
    int step = Math.clamp(micros / STEP_MICROS, 0, STEPS - 1);
    counts.lazySet(step, counts.getPlain(step) + 1);
  }

  /** In milliseconds; endless where nothing was heard. */
  double quantile(double share) {
    long all = 0;
    for (int i = 0; i < STEPS; i++) {
      all += counts.get(i);
    }
    long rest = (long) Math.ceil(all * share);
    for (int i = 0; i < STEPS && all > 0; i++) {
      rest -= counts.get(i);
      if (rest <= 0) {
        return (i + 0.5) * STEP_MICROS / 1e3;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
