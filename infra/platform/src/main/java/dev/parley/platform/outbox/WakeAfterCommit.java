package dev.parley.platform.outbox;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the relay once a transaction, however often the outbox was used in it. */
final class WakeAfterCommit implements TransactionSynchronization {
  private final Object outbox;
  private final RelayWakeUp wakeUp;
  private int shards;

  private WakeAfterCommit(Object outbox, RelayWakeUp wakeUp) {
    this.outbox = outbox;
    this.wakeUp = wakeUp;
  }

  static void register(Object outbox, RelayWakeUp wakeUp, int shards) {
    if (TransactionSynchronizationManager.getResource(outbox) instanceof WakeAfterCommit known) {
      known.shards |= shards;
      return;
    }
    WakeAfterCommit first = new WakeAfterCommit(outbox, wakeUp);
    first.shards = shards;
    TransactionSynchronizationManager.bindResource(outbox, first);
    TransactionSynchronizationManager.registerSynchronization(first);
  }

  @Override
  public void afterCommit() {
    wakeUp.wake(shards);
  }

  /** An inner transaction of its own binds, and wakes, for itself. */
  @Override
  public void suspend() {
    TransactionSynchronizationManager.unbindResource(outbox);
  }

  @Override
  public void resume() {
    TransactionSynchronizationManager.bindResource(outbox, this);
  }

  @Override
  public void afterCompletion(int status) {
    TransactionSynchronizationManager.unbindResourceIfPossible(outbox);
  }
}
