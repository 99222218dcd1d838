package dev.parley.platform.overload;

import java.time.Duration;

/**
 * So many turns in a second. What was not used is kept for a while, so that a few who come at once
 * wait for nothing; who come then wait, one after the other, as long as one is made to wait.
 */
public final class Pace {

  public static final long NO_TURN = -1;

  private final long interval;
  private final long kept;
  private final long mostWaiting;
  private long next;

  /**
   * @param perSecond 0: any number
   * @param kept how much that was not used may be used at once
   * @param mostWaiting who would wait longer has no turn
   */
  public Pace(int perSecond, Duration kept, Duration mostWaiting) {
    this(perSecond, kept, mostWaiting, System.nanoTime());
  }

  Pace(int perSecond, Duration kept, Duration mostWaiting, long now) {
    this.interval = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
    this.kept = kept.toNanos();
    this.mostWaiting = mostWaiting.toNanos();
    this.next = now - this.kept;
  }

  /**
   * @return after how many nanoseconds it is one's turn, or {@link #NO_TURN}
   */
  public synchronized long turn(long now) {
    if (interval == 0) {
      return 0;
    }
    if (isFull(now)) {
      return NO_TURN;
    }
    next = Math.max(next, now - kept);
    long wait = next - now;
    next += interval;
    return Math.max(0, wait);
  }

  public synchronized boolean isFull(long now) {
    return next - now > mostWaiting;
  }
}
