package dev.parley.platform.outbox;

import dev.parley.platform.postgres.DirectConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** One that must answer in time, and one for which silence is no failure. */
final class PostgresRelayConnections implements RelayConnections {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  private final DirectConnections connections;

  PostgresRelayConnections(DirectConnections connections) {
    this.connections = connections;
  }

  @Override
  public Connection open(Purpose purpose) throws SQLException {
    return connections.open(
        "outbox-" + purpose.name().toLowerCase(Locale.ROOT),
        purpose == Purpose.WORK ? LONGEST_ANSWER : null);
  }
}
