package dev.parley.platform.upkeep;

import dev.parley.platform.postgres.DirectConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Vacuums and analyzes one table. On a connection of its own: no transaction may be around it, and
 * it may take longer than any request's statement.
 */
final class Upkeep {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  enum Action {
    /** Gathers what the planner wants to know. */
    ANALYZE("ANALYZE (SKIP_LOCKED)"),
    /** Also makes room of dead rows. Nobody waits for it. */
    VACUUM("VACUUM (ANALYZE, SKIP_LOCKED)");

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
  Optional<Duration> run(Action action, String table) throws SQLException {
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
      statement.execute("SET lock_timeout = 2000");
      statement.execute(action.sql + " " + quoted.getFirst());
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - start));
  }
}
