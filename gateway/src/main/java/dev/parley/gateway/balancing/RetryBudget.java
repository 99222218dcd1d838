package dev.parley.gateway.balancing;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many requests may be tried once more: a share of all requests, and a few each second however
 * few there are. What is not used is kept, up to a bound. Without it a service that fails would get
 * a multiple of its load just then.
 */
final class RetryBudget {

  private final RetrySettings settings;
  private final LongSupplier clock;
  private final LongAdder requests = new LongAdder();
  private double left;
  private long last;

  /**
   * @param clock in nanoseconds
   */
  RetryBudget(RetrySettings settings, LongSupplier clock) {
    this.settings = settings;
    this.clock = clock;
    this.left = settings.most();
    this.last = clock.getAsLong();
  }

  /** One more request, not counting its repetitions. */
  void earn() {
    requests.increment();
  }

  synchronized boolean spend() {
    long now = clock.getAsLong();
    double seconds = (now - last) / (double) Duration.ofSeconds(1).toNanos();
    last = now;
    double earned = requests.sumThenReset() * settings.share() + seconds * settings.perSecond();
    left = Math.min(settings.most(), left + earned);
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
