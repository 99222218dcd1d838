package dev.parley.platform.cache;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Places within a transaction. */
final class Hooks {

  private Hooks() {}

  static void beforeCommit(Runnable what) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            what.run();
          }
        });
  }
}
