package dev.parley.platform.cache;

import dev.parley.platform.cache.Announcement.Ref;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction changes, told once however much it is: before the commit, so that nobody
 * keeps what was true until then and a writer that dies has said so, and again after it.
 */
final class PendingChanges implements TransactionSynchronization {

  private final Caches caches;
  private final Map<Ref, String> redisKeys = new LinkedHashMap<>();
  private final String writer;
  private boolean announced;

  private PendingChanges(Caches caches) {
    this.caches = caches;
    writer = caches.newWriter();
  }

  static void add(Caches caches, Ref ref, String redisKey) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "what is cached changes in a transaction, so that others hear of it before its commit");
    }
    PendingChanges known = of(caches);
    if (known == null) {
      known = new PendingChanges(caches);
      TransactionSynchronizationManager.bindResource(caches, known);
      TransactionSynchronizationManager.registerSynchronization(known);
    }
    if (known.redisKeys.putIfAbsent(ref, redisKey) == null && known.announced) {
      caches.announce(Map.of(ref, redisKey), known.writer);
    }
  }

  private static @Nullable PendingChanges of(Caches caches) {
    return (PendingChanges) TransactionSynchronizationManager.getResource(caches);
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    caches.announce(redisKeys, writer);
    announced = true;
  }

  @Override
  public void afterCommit() {
    caches.evict(redisKeys.keySet());
  }

  /** Where nobody knows whether it was committed, the mark stands until it has worn off. */
  @Override
  public void afterCompletion(int status) {
    TransactionSynchronizationManager.unbindResourceIfPossible(caches);
    if (announced && status != STATUS_UNKNOWN) {
      caches.release(redisKeys, writer);
    }
  }

  /** An inner transaction of its own collects, and tells, for itself. */
  @Override
  public void suspend() {
    TransactionSynchronizationManager.unbindResource(caches);
  }

  @Override
  public void resume() {
    TransactionSynchronizationManager.bindResource(caches, this);
  }
}
