package dev.parley.gateway.resilience;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests a service gets at once. While answers take about as long as at quiet times it
 * grows; when they take longer, requests are queueing there, and it shrinks in proportion. What is
 * beyond it would only wait, and is better told so at once.
 */
final class AdaptiveLimit {

  /** Fewer say nothing about a window. */
  private static final int FEWEST_SAMPLES = 10;

  /** Below this part of it nobody comes near the limit, which then says nothing. */
  private static final int NEAR = 3;

  private static final double STEEPEST = 0.5;
  private static final double FORGETTING = 0.1;

  private final LoadSettings settings;
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder answers = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final AtomicBoolean adjusting = new AtomicBoolean();
  private volatile int limit;
  private volatile int peak;
  private volatile long windowEnds;
  private double quiet;

  /**
   * @param now in nanoseconds
   */
  AdaptiveLimit(LoadSettings settings, long now) {
    this.settings = settings;
    this.limit = settings.begin();
    this.windowEnds = now + settings.window().toNanos();
  }

  int limit() {
    return limit;
  }

  int underWay() {
    return underWay.get();
  }

  /**
   * @param share of the limit that there is for this kind of request
   */
  boolean tryEnter(double share) {
    int count = underWay.incrementAndGet();
    if (count > peak) {
      peak = count;
    }
    if (count > Math.max(1, limit * share)) {
      underWay.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Without an answer, so nothing is learnt from it. */
  void leave() {
    underWay.decrementAndGet();
  }

  /**
   * @param took nanoseconds until the answer began
   */
  void leave(long took, long now) {
    underWay.decrementAndGet();
    answers.increment();
    nanos.add(took);
    if (now - windowEnds > 0 && adjusting.compareAndSet(false, true)) {
      try {
        if (now - windowEnds > 0 && answers.sum() >= FEWEST_SAMPLES) {
          adjust(nanos.sumThenReset() / (double) answers.sumThenReset());
          peak = underWay.get();
          windowEnds = now + settings.window().toNanos();
        }
      } finally {
        adjusting.set(false);
      }
    }
  }

  private void adjust(double average) {
    boolean near = peak * NEAR >= limit;
    if (quiet == 0 || average < quiet) {
      quiet = average;
    } else if (!near) {
      quiet += (average - quiet) * FORGETTING;
    }
    if (!near) {
      return;
    }
    double bearable = Math.max(2 * quiet, quiet + settings.patience().toNanos());
    if (average > bearable) {
      double shrunk = limit * Math.max(STEEPEST, bearable / average);
      limit = Math.max(settings.least(), (int) shrunk);
    } else {
      limit = Math.min(settings.most(), limit + Math.max(1, limit / 10));
    }
  }
}
