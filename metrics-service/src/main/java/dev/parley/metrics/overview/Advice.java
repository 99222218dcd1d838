package dev.parley.metrics.overview;

import dev.parley.metrics.system.Recommendation;
import dev.parley.metrics.system.Recommendation.Severity;
import java.util.ArrayList;
import java.util.List;

/** What the figures of services call for: the cause, the figure, and what to do. */
final class Advice {

  private static final double HEAP = 0.9;
  private static final double HIT_RATIO = 0.7;
  private static final double LOOKUPS_THAT_SAY_SOMETHING = 100;
  private static final double DEAD_RATIO = 0.2;
  private static final long DEAD_ROWS = 10_000;
  private static final long LAG = 10_000;
  private static final double OUTBOX_AGE = 30;

  private final List<Recommendation> found = new ArrayList<>();

  private Advice() {}

  static List<Recommendation> on(Overview overview) {
    var advice = new Advice();
    overview.services().forEach(advice::lookAt);
    overview.cacheStats().kinds().forEach(advice::lookAt);
    overview.databaseStats().schemas().forEach(advice::lookAt);
    overview.kafka().lagByService().forEach(advice::lookAt);
    Double age = overview.kafka().outboxAgeSeconds();
    if (age != null && age > OUTBOX_AGE) {
      advice.add(
          "outbox.old",
          Severity.CRITICAL,
          "Events wait to be published",
          "the oldest for %.0f s (threshold %.0f s)".formatted(age, OUTBOX_AGE),
          "See whether Kafka answers; nothing is lost, but search and realtime hear of nothing.");
    }
    return advice.found;
  }

  private void lookAt(ServiceView service) {
    if (service.status() == ServiceView.Condition.ABSENT
        || service.status() == ServiceView.Condition.UNKNOWN) {
      add(
          "service.down",
          Severity.CRITICAL,
          "No instance of " + service.name() + " could be read",
          "%d known to discovery".formatted(service.instances().size()),
          "See whether it runs and what its log says last.");
    }
    Long pending = service.pool().pending();
    if (pending != null && pending > 0 && isUsedUp(service.pool())) {
      add(
          "pool.exhausted",
          Severity.WARNING,
          "Requests of " + service.name() + " wait for a database connection",
          "%d waiting, %d of %d in use"
              .formatted(pending, service.pool().active(), service.pool().max()),
          "Look for slow statements first; then raise DB_POOL_SIZE or run another instance.");
    }
    service.instances().forEach(this::lookAt);
  }

  /** Who waits for a pool that still grows waits for a moment. */
  private static boolean isUsedUp(PoolFigures pool) {
    Long active = pool.active();
    Long max = pool.max();
    return active == null || max == null || active >= max;
  }

  private void lookAt(InstanceView instance) {
    Double usage = instance.jvm().heapUsage();
    if (usage != null && usage > HEAP) {
      add(
          "heap.high",
          Severity.WARNING,
          "The heap of " + instance.id() + " is nearly full",
          "%.0f %% used (threshold %.0f %%)".formatted(100 * usage, 100 * HEAP),
          "If it stays there after a collection, give the service more memory.");
    }
  }

  private void lookAt(CacheStats.Kind kind) {
    Double ratio = kind.hitRatio();
    if (ratio != null
        && ratio < HIT_RATIO
        && kind.hits() + kind.misses() >= LOOKUPS_THAT_SAY_SOMETHING) {
      add(
          "cache.cold",
          Severity.WARNING,
          "The cache '%s' of %s seldom helps".formatted(kind.name(), kind.service()),
          "%.0f %% hits (threshold %.0f %%)".formatted(100 * ratio, 100 * HIT_RATIO),
          "Warm it, or give it more memory (parley.cache.kinds) if entries are evicted.");
    }
  }

  private void lookAt(String service, DatabaseStats.Schema schema) {
    Double ratio = schema.deadRatio();
    Long dead = schema.deadRows();
    if (ratio != null && dead != null && ratio > DEAD_RATIO && dead > DEAD_ROWS) {
      add(
          "database.dead_rows",
          Severity.WARNING,
          "Many rows of " + service + " are dead",
          "%d, %.0f %% of all (threshold %.0f %%)".formatted(dead, 100 * ratio, 100 * DEAD_RATIO),
          "Run POST /api/v1/performance/database/optimize; if it helps little, look for old transactions.");
    }
  }

  private void lookAt(String service, long lag) {
    if (lag > LAG) {
      add(
          "consumer.lag",
          Severity.WARNING,
          service + " is behind with its events",
          "%d wait (threshold %d)".formatted(lag, LAG),
          "If it grows, run another instance; if it stands still, look into the log for what fails.");
    }
  }

  private void add(String code, Severity severity, String cause, String figure, String action) {
    found.add(Recommendation.of(code, severity, cause, figure, action));
  }
}
