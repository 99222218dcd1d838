package dev.parley.platform.thinning;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Deletes rows that have grown old, a bounded number a statement, so that it never holds anything
 * up. Every instance does it; they skip each other's rows.
 */
public abstract class Thinning implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Thinning.class);
  private static final int ROWS_A_STATEMENT = 5_000;

  private final JdbcOperations jdbc;
  private final String table;
  private final String delete;
  private final Duration keep;
  private final Duration every;
  private volatile @Nullable ScheduledExecutorService executor;

  /**
   * @param since the column that says how old a row is, with a BRIN index
   */
  protected Thinning(
      JdbcOperations jdbc, String table, String since, Duration keep, Duration every) {
    this.jdbc = jdbc;
    this.table = table;
    this.delete =
        """
        DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM %1$s WHERE %2$s < now() - ? * interval '1 second'
          LIMIT ? FOR UPDATE SKIP LOCKED))
        """
            .formatted(table, since);
    this.keep = keep;
    this.every = every;
  }

  /** Deletes until nothing old is left; returns how many rows went. */
  public int thinOut() {
    int all = 0;
    int deleted;
    do {
      deleted = jdbc.update(delete, keep.toSeconds(), ROWS_A_STATEMENT);
      all += deleted;
    } while (deleted == ROWS_A_STATEMENT && !Thread.currentThread().isInterrupted());
    return all;
  }

  private void thinOutQuietly() {
    try {
      int deleted = thinOut();
      if (deleted > 0) {
        log.info("Forgot {} rows of {} older than {}", deleted, table, keep);
      }
    } catch (DataAccessException e) {
      log.warn("Could not thin out {}, next try in {}: {}", table, every, e.toString());
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(table + "-thinning").factory());
    long period = every.toMillis();
    // instances started together must not all begin together
    long first = ThreadLocalRandom.current().nextLong(period / 2, period + 1);
    var _ =
        started.scheduleWithFixedDelay(this::thinOutQuietly, first, period, TimeUnit.MILLISECONDS);
    executor = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = executor;
    if (started != null) {
      started.shutdownNow();
      executor = null;
    }
  }

  @Override
  public boolean isRunning() {
    return executor != null;
  }
}
