package dev.parley.platform.upkeep;

import dev.parley.platform.postgres.DirectConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Vacuums and analyzes one table. On a connection of its own: no transaction may be around it, and
 * it may take longer than any request's statement.
 */
final class Upkeep {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Less than deadlock_timeout, after which PostgreSQL ends a vacuum of its own for us. */
  private static final Duration LOCKED_FOR = Duration.ofMillis(900);

  private static final String NOTICE = "00000";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /**
   * @param complaints why PostgreSQL passed over the table, or a part of it; empty where all is
   *     done
   */
  record Run(Duration taken, List<String> complaints) {}

  enum Action {
    /** Gathers what the planner wants to know. */
    ANALYZE("ANALYZE"),
    /** Also makes room of dead rows. Nobody waits for it. */
    VACUUM("VACUUM (ANALYZE)");

    private final String sql;

    Action(String sql) {
      this.sql = sql;
    }
  }

  private final JdbcOperations jdbc;
  private final DirectConnections connections;

  Upkeep(JdbcOperations jdbc, DirectConnections connections) {
    this.jdbc = jdbc;
    this.connections = connections;
  }

  /** Empty: this schema has no such table. */
  Optional<Run> run(Action action, String table) throws SQLException {
    // the name as the database itself quotes it, with its schema
    var quoted =
        jdbc.queryForList(
            """
            SELECT format('%I.%I', schemaname, relname) FROM pg_stat_user_tables
            WHERE schemaname = current_schema() AND relname = ?
            """,
            String.class, table);
    if (quoted.isEmpty()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try (Connection connection = connections.open("upkeep", LONGEST);
        Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + LONGEST.toMillis());
      statement.execute("SET lock_timeout = " + LOCKED_FOR.toMillis());
      List<String> complaints = complaints(statement, action.sql + " " + quoted.getFirst());
      return Optional.of(new Run(Duration.ofNanos(System.nanoTime() - start), complaints));
    }
  }

  /** What it may not do to a table, it only warns of. */
  private static List<String> complaints(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return List.of("somebody else held its lock");
      }
      throw e;
    }
    var complaints = new ArrayList<String>();
    for (SQLWarning it = statement.getWarnings(); it != null; it = it.getNextWarning()) {
      if (!NOTICE.equals(it.getSQLState())) {
        complaints.add(String.valueOf(it.getMessage()));
      }
    }
    return complaints;
  }
}
