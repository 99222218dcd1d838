package dev.parley.platform.outbox;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wakes one thread; raised before the wait, it is not lost. */
final class Signal {
  private volatile boolean raised;
  private volatile @Nullable Thread waiter;

  void raise() {
    if (!raised) {
      raised = true;
      LockSupport.unpark(waiter);
    }
  }

  /** Returns when raised, after the time, or for no reason at all. */
  void await(long nanos) {
    waiter = Thread.currentThread();
    if (!raised) {
      LockSupport.parkNanos(this, nanos);
    }
    raised = false;
  }
}
