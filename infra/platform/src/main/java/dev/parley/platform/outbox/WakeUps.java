package dev.parley.platform.outbox;

import java.util.concurrent.atomic.AtomicInteger;

/** Where writers, listeners and the producer's thread reach the relay's thread. */
final class WakeUps {
  private final AtomicInteger woken = new AtomicInteger();
  private final Signal signal = new Signal();
  private volatile int owned;

  /** Returns those of the shards that this instance does not own. */
  int wake(int shards) {
    int mine = shards & owned;
    if (mine != 0) {
      woken.accumulateAndGet(mine, (all, more) -> all | more);
      signal.raise();
    }
    return shards & ~mine;
  }

  int take() {
    return woken.get() == 0 ? 0 : woken.getAndSet(0);
  }

  void owned(int shards) {
    owned = shards;
  }

  int owned() {
    return owned;
  }

  Signal signal() {
    return signal;
  }
}
