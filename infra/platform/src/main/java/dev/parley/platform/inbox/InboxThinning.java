package dev.parley.platform.inbox;

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
 * Deletes what can no longer be delivered again, a bounded number of rows a statement, so that it
 * never holds anything up. Every instance does it; they skip each other's rows.
 */
final class InboxThinning implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(InboxThinning.class);
  private static final int ROWS_A_STATEMENT = 5_000;

  private static final String DELETE =
      """
      DELETE FROM inbox WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM inbox WHERE seen_at < now() - ? * interval '1 second'
        LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  private final JdbcOperations jdbc;
  private final Duration keep;
  private final Duration every;
  private volatile @Nullable ScheduledExecutorService executor;

  InboxThinning(JdbcOperations jdbc, InboxProperties properties) {
    this.jdbc = jdbc;
    this.keep = properties.keep();
    this.every = properties.thinOutEvery();
  }

  /** Deletes until nothing old is left; returns how many rows went. */
  int thinOut() {
    int all = 0;
    int deleted;
    do {
      deleted = jdbc.update(DELETE, keep.toSeconds(), ROWS_A_STATEMENT);
      all += deleted;
    } while (deleted == ROWS_A_STATEMENT && !Thread.currentThread().isInterrupted());
    return all;
  }

  private void thinOutQuietly() {
    try {
      int deleted = thinOut();
      if (deleted > 0) {
        log.info("Forgot {} handled events older than {}", deleted, keep);
      }
    } catch (DataAccessException e) {
      log.warn("Could not thin out the inbox, next try in {}: {}", every, e.toString());
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("inbox-thinning").factory());
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
