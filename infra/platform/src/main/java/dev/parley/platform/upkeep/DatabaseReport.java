package dev.parley.platform.upkeep;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/** What PostgreSQL has counted of the service's own tables, indexes and statements. */
final class DatabaseReport {

  private static final int MOST_TABLES = 500;
  private static final int MOST_INDEXES = 100;
  private static final int MOST_STATEMENTS = 50;

  private final JdbcOperations jdbc;

  DatabaseReport(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  record Table(
      String name,
      long sizeBytes,
      long rows,
      long deadRows,
      long sequentialScans,
      long rowsReadSequentially,
      long indexScans,
      @Nullable Instant lastVacuum,
      @Nullable Instant lastAnalyze) {}

  record Index(String name, String table, long sizeBytes) {}

  /**
   * @param text with {@code $1} where values were
   */
  record Statement(
      String id,
      String text,
      long calls,
      double totalSeconds,
      double meanSeconds,
      double longestSeconds,
      long rows,
      @Nullable Double blocksInMemory) {}

  /**
   * @param missing why nothing is known of any
   */
  record Statements(List<Statement> found, @Nullable String missing) {}

  /** The largest first. */
  List<Table> tables() {
    return jdbc.query(
        """
        SELECT relname, pg_total_relation_size(relid) AS size, n_live_tup, n_dead_tup, seq_scan,
               seq_tup_read, coalesce(idx_scan, 0) AS idx_scan,
               greatest(last_vacuum, last_autovacuum) AS vacuumed,
               greatest(last_analyze, last_autoanalyze) AS analyzed
        FROM pg_stat_user_tables WHERE schemaname = current_schema()
        ORDER BY size DESC, relname LIMIT ?
        """,
        (row, _) ->
            new Table(
                row.getString("relname"),
                row.getLong("size"),
                row.getLong("n_live_tup"),
                row.getLong("n_dead_tup"),
                row.getLong("seq_scan"),
                row.getLong("seq_tup_read"),
                row.getLong("idx_scan"),
                instant(row, "vacuumed"),
                instant(row, "analyzed")),
        MOST_TABLES);
  }

  /** Those that also keep something unique are used even where nothing is looked up by them. */
  List<Index> unusedIndexes() {
    return jdbc.query(
        """
        SELECT s.indexrelname, s.relname, pg_relation_size(s.indexrelid) AS size
        FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid)
        WHERE s.schemaname = current_schema() AND s.idx_scan = 0 AND NOT i.indisunique
        ORDER BY size DESC, s.indexrelname LIMIT ?
        """,
        (row, _) ->
            new Index(row.getString("indexrelname"), row.getString("relname"), row.getLong("size")),
        MOST_INDEXES);
  }

  /**
   * Those that cost most in all. Only what is normalized: of a utility statement the values would
   * come along.
   */
  Statements statements() {
    try {
      return new Statements(counted(), null);
    } catch (DataAccessException e) {
      return new Statements(List.of(), missing(e));
    }
  }

  private static String missing(DataAccessException e) {
    String state = e.getRootCause() instanceof SQLException cause ? cause.getSQLState() : null;
    return switch (state) {
      case "42P01" -> "the extension pg_stat_statements is not there";
      case "55000" -> "pg_stat_statements is not among shared_preload_libraries";
      case null, default -> "pg_stat_statements cannot be read";
    };
  }

  private List<Statement> counted() {
    return jdbc.query(
        """
          SELECT queryid, left(query, 2000) AS text, calls, total_exec_time, mean_exec_time,
                 max_exec_time, rows,
                 shared_blks_hit::float8 / nullif(shared_blks_hit + shared_blks_read, 0) AS hit
          FROM pg_stat_statements
          WHERE userid = (SELECT oid FROM pg_roles WHERE rolname = current_user)
            AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND query ~* '^\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\M'
          ORDER BY total_exec_time DESC LIMIT ?
          """,
        (row, _) ->
            new Statement(
                row.getString("queryid"),
                row.getString("text").strip().replaceAll("\\s+", " "),
                row.getLong("calls"),
                row.getDouble("total_exec_time") / 1000,
                row.getDouble("mean_exec_time") / 1000,
                row.getDouble("max_exec_time") / 1000,
                row.getLong("rows"),
                row.getObject("hit", Double.class)),
        MOST_STATEMENTS);
  }

  /** Since when is counted; null: since the database was made. */
  @Nullable Instant since() {
    return jdbc.queryForObject(
        "SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()",
        (row, _) -> instant(row, "stats_reset"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp found = row.getTimestamp(column);
    return found == null ? null : found.toInstant();
  }
}
