package dev.parley.bench.realtime;

import java.util.Locale;

/**
 * What came of a steady rate.
 *
 * @param wanted and {@code heard}: deliveries a second
 * @param cpu of the server, seconds for a delivery
 * @param client share of its core that the load client took
 * @param lost connections that ended
 */
record Trial(
    double wanted, double heard, double p50, double p99, double cpu, double client, int lost) {

  private static final double BOUND_MILLIS = 100;
  private static final double ALL = 0.97;

  boolean keptUp() {
    return deliveredAll() && p99 < BOUND_MILLIS;
  }

  boolean deliveredLate() {
    return deliveredAll() && p99 >= BOUND_MILLIS;
  }

  private boolean deliveredAll() {
    return heard >= ALL * wanted && lost == 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,9.0f/s of %,9.0f/s  p50 %7.1f ms  p99 %7.1f ms  %6.2f µs CPU a delivery, client %3.0f %%"
            + "%s",
        heard,
        wanted,
        p50,
        p99,
        cpu * 1e6,
        client * 100,
        lost > 0 ? ", " + lost + " connections lost" : "");
  }
}
