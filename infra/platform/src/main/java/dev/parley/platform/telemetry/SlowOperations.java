package dev.parley.platform.telemetry;

import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what takes long, and what of it was the database. */
public final class SlowOperations {

  private static final Logger log = LoggerFactory.getLogger("dev.parley.slow-operations");

  private final double slow;

  /**
   * @param slow in seconds
   */
  public SlowOperations(double slow) {
    this.slow = slow;
  }

  /**
   * What is done on a thread that serves no request.
   *
   * @param what from a closed set: nobody's words, nor ids
   */
  public void watch(Supplier<String> what, Runnable work) {
    RequestCosts costs = RequestCosts.begin();
    try {
      work.run();
    } finally {
      RequestCosts.end();
      tell(costs, what);
    }
  }

  void tell(RequestCosts costs, Supplier<String> what) {
    double seconds = costs.seconds();
    if (seconds > slow) {
      log.warn(
          "slow operation: {} took {} s, {} s of it in {} statements",
          what.get(),
          text(seconds),
          text(costs.databaseSeconds()),
          costs.statements());
    }
  }

  public boolean has(long nanos) {
    return nanos / 1e9 > slow;
  }

  /**
   * What is over already.
   *
   * @param what from a closed set: nobody's words, nor ids
   */
  public void tell(Supplier<String> what, long nanos) {
    if (has(nanos)) {
      log.warn("slow operation: {} took {} s", what.get(), text(nanos / 1e9));
    }
  }

  private static String text(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
