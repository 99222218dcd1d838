package dev.parley.platform.cache;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Empties caches on all instances, by beginning a new epoch: nothing is looked for key by key. */
final class CacheControl {

  private static final long PATIENCE_MILLIS = 500;

  private final Caches caches;
  private final MissedChanges missed;

  CacheControl(Caches caches, MissedChanges missed) {
    this.caches = caches;
    this.missed = missed;
  }

  /** With Redis away it is noted, and done for everything as soon as Redis is back. */
  void clear(List<String> names) {
    caches.all().stream()
        .filter(cache -> names.contains(cache.kind().name()))
        .forEach(TwoLevelCache::evictAll);
    try {
      caches
          .store()
          .forget(names, System.nanoTime())
          .toCompletableFuture()
          .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      missed.recordEverything();
    } catch (Exception e) {
      missed.recordEverything();
    }
  }
}
