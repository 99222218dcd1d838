package dev.parley.platform.thinning;

import dev.parley.platform.repeat.NowAndThen;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Deletes rows that have grown old, a bounded number a statement, so that it never holds anything
 * up. Every instance does it; they skip each other's rows.
 */
public abstract class Thinning extends NowAndThen {
  private static final Logger log = LoggerFactory.getLogger(Thinning.class);
  private static final int ROWS_A_STATEMENT = 5_000;

  private final JdbcOperations jdbc;
  private final String table;
  private final String delete;
  private final Duration keep;

  /**
   * @param since the column that says how old a row is, with a BRIN index
   */
  protected Thinning(
      JdbcOperations jdbc, String table, String since, Duration keep, Duration every) {
    super(table + "-thinning", every);
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

  @Override
  protected final void once() {
    int deleted = thinOut();
    if (deleted > 0) {
      log.info("Forgot {} rows of {} older than {}", deleted, table, keep);
    }
  }
}
