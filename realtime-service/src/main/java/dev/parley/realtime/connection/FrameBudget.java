package dev.parley.realtime.connection;

/** A token bucket: a steady rate, and three seconds' worth at once. */
final class FrameBudget {

  private static final int BURST_SECONDS = 3;

  private final double perNano;
  private final double most;
  private double left;
  private long last;

  FrameBudget(int perSecond, long now) {
    perNano = perSecond / 1e9;
    most = (double) perSecond * BURST_SECONDS;
    left = most;
    last = now;
  }

  boolean take(long now) {
    left = Math.min(most, left + (now - last) * perNano);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
