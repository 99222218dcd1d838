package dev.parley.platform.upkeep;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What PostgreSQL counts of the service's own schema. Reading the gauges never waits for the
 * database: it only sees to it that the next reading is not much older than a look's age.
 */
final class DatabaseFigures implements MeterBinder {

  private static final Logger log = LoggerFactory.getLogger(DatabaseFigures.class);
  static final Duration A_LOOK_LASTS = Duration.ofSeconds(15);

  /** Rows that are dead wait for a vacuum. A lock that is waited for is another session's. */
  private static final String LOOK =
      """
      SELECT coalesce(sum(pg_total_relation_size(relid)), 0) AS size,
             coalesce(sum(heap_blks_hit + coalesce(idx_blks_hit, 0)), 0) AS hit,
             coalesce(sum(heap_blks_read + coalesce(idx_blks_read, 0)), 0) AS read,
             coalesce(sum(n_live_tup), 0) AS live,
             coalesce(sum(n_dead_tup), 0) AS dead,
             (SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
              WHERE NOT granted AND usename = current_user) AS waiting
      FROM pg_stat_user_tables JOIN pg_statio_user_tables USING (relid)
      WHERE pg_stat_user_tables.schemaname = current_schema()
      """;

  private record Look(
      double size, double hit, double read, double live, double dead, double waiting) {}

  private static final Look UNKNOWN =
      new Look(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private final JdbcOperations jdbc;
  private final Duration lookLasts;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Look last = UNKNOWN;
  private volatile long dueAt = System.nanoTime();

  DatabaseFigures(JdbcOperations jdbc, Duration lookLasts) {
    this.jdbc = jdbc;
    this.lookLasts = lookLasts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "database.size", "Tables and indexes", "bytes", Look::size);
    gauge(registry, "database.blocks.hit", "Blocks found in memory", null, Look::hit);
    gauge(registry, "database.blocks.read", "Blocks that were not", null, Look::read);
    gauge(registry, "database.rows.live", "Rows", null, Look::live);
    gauge(registry, "database.rows.dead", "Rows that wait for a vacuum", null, Look::dead);
    gauge(registry, "database.locks.waiting", "Locks that are waited for", null, Look::waiting);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      @Nullable String unit,
      ToDoubleFunction<Look> value) {
    Gauge.builder(name, this, figures -> value.applyAsDouble(figures.current()))
        .description(description)
        .baseUnit(unit)
        .strongReference(true)
        .register(registry);
  }

  private Look current() {
    if (System.nanoTime() - dueAt >= 0 && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("database-figures").start(this::look);
    }
    return last;
  }

  private void look() {
    try {
      last =
          jdbc.queryForObject(
              LOOK,
              (row, _) ->
                  new Look(
                      row.getDouble("size"),
                      row.getDouble("hit"),
                      row.getDouble("read"),
                      row.getDouble("live"),
                      row.getDouble("dead"),
                      row.getDouble("waiting")));
    } catch (DataAccessException e) {
      // an old figure would pass for a present one
      last = UNKNOWN;
      log.debug("The database tells nothing: {}", e.getMessage());
    } finally {
      dueAt = System.nanoTime() + lookLasts.toNanos();
      looking.set(false);
    }
  }
}
