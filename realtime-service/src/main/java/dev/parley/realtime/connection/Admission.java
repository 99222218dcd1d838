package dev.parley.realtime.connection;

import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * So many join in a second; those who come at once, as after an outage, join one after the other,
 * since each of them asks the database. Where too many wait already, whoever comes is told to come
 * back.
 */
@Component
final class Admission {

  static final long NO_TURN = -1;

  /** Of what was not used so much is kept: few who come at once wait for nothing. */
  private static final long KEPT = Duration.ofSeconds(1).toNanos();

  private final long interval;
  private final long mostWaiting;
  private long next = System.nanoTime() - KEPT;

  Admission(ConnectionProperties properties) {
    int rate = properties.joinsPerSecond();
    this.interval = rate == 0 ? 0 : Duration.ofSeconds(1).toNanos() / rate;
    this.mostWaiting = properties.joinWait().toNanos();
  }

  /**
   * @return after how many nanoseconds one more may join, or {@link #NO_TURN}
   */
  synchronized long turn(long now) {
    if (interval == 0) {
      return 0;
    }
    if (isFull(now)) {
      return NO_TURN;
    }
    next = Math.max(next, now - KEPT);
    long wait = next - now;
    next += interval;
    return Math.max(0, wait);
  }

  synchronized boolean isFull(long now) {
    return next - now > mostWaiting;
  }
}
