package dev.parley.platform.cache;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether what is cached may be served: only while it is known that announcements reach this
 * instance, and that none was missed. It is the one switch of both levels, and the breaker: the
 * first answer that Redis owes throws it, and only a pulse that was sent later brings it back.
 */
final class Trust {

  /** A slow database delays the look for missed announcements; that alone must not add load. */
  private static final long LOOKED = Duration.ofSeconds(5).toNanos();

  private final LongSupplier nanos;
  private final long heardFor;
  private final Runnable onLoss;
  private final CountDownLatch once = new CountDownLatch(1);

  private long heard;
  private long looked;
  private long lostAt;
  private int toForget;
  private int forgotten;
  private boolean deaf = true;

  /** Read by every lookup: until when, by {@link #nanos}. */
  private volatile long until;

  /**
   * @param onLoss asked to try at once whether it can be regained
   */
  Trust(Duration heardFor, LongSupplier nanos, Runnable onLoss) {
    this.nanos = nanos;
    this.heardFor = heardFor.toNanos();
    this.onLoss = onLoss;
    lostAt = nanos.getAsLong();
    heard = lostAt;
    looked = lostAt - LOOKED;
    until = lostAt;
  }

  boolean holds() {
    return until - nanos.getAsLong() > 0;
  }

  /** A pulse of this instance came back. */
  synchronized void heard(long sentAt, Runnable forget) {
    if (sentAt - lostAt <= 0) {
      return;
    }
    if (deaf) {
      // what was said while nobody listened may have been about anything that is in memory
      forget.run();
      deaf = false;
    }
    heard = sentAt;
    settle();
  }

  /** All changes that others could not announce until then are dealt with. */
  synchronized void lookedForMissed(long startedAt) {
    looked = startedAt;
    settle();
  }

  /** Redis does not answer, or not in time. */
  void lose() {
    boolean had;
    synchronized (this) {
      had = holds();
      lostAt = nanos.getAsLong();
      settle();
    }
    if (had) {
      onLoss.run();
    }
  }

  /** Announcements may have passed unheard, and Redis may have lost some: everything is too old. */
  void deafened() {
    synchronized (this) {
      deaf = true;
      toForget++;
    }
    lose();
  }

  synchronized boolean isForgetting() {
    return toForget != forgotten;
  }

  /** To be handed back when it is done: there may be more to forget by then. */
  synchronized int toForget() {
    return toForget;
  }

  /** Redis has; a pulse sent from now on comes after the news of it. */
  synchronized void forgotten(int what) {
    forgotten = what;
    lostAt = nanos.getAsLong();
    settle();
  }

  /** Waits for the first time that it holds. */
  boolean awaitFirst(Duration bound) throws InterruptedException {
    return once.await(bound.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void settle() {
    long now = nanos.getAsLong();
    if (isForgetting() || deaf || heard - lostAt <= 0) {
      until = now - 1;
      return;
    }
    long byPulse = heard + heardFor;
    long byLook = looked + LOOKED;
    until = byPulse - byLook < 0 ? byPulse : byLook;
    if (until - now > 0) {
      once.countDown();
    }
  }
}
