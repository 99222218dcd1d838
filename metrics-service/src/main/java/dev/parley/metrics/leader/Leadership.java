package dev.parley.metrics.leader;

import dev.parley.platform.postgres.DirectConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One instance leads: the one that holds a session lock of PostgreSQL, on a connection of its own.
 * It is free as soon as that connection is gone, without a lease to run out or clocks to agree. Two
 * may take themselves for leaders for as long as a lost connection is not noticed; so what a leader
 * writes is written so that a second one changes nothing.
 */
@Component
public class Leadership implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Leadership.class);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
  private static final String ACQUIRE =
      "SELECT pg_try_advisory_lock(hashtext(current_schema()), hashtext('leader'))";

  private final DirectConnections connections;
  private @Nullable Connection held;

  Leadership(DirectConnections connections) {
    this.connections = connections;
  }

  /** Asks the database each time; nobody leads whom it does not answer. */
  public synchronized boolean isHeld() {
    try {
      Connection connection = held;
      if (connection != null && connection.isValid(Math.toIntExact(LONGEST_ANSWER.toSeconds()))) {
        return true;
      }
      close();
      return acquire();
    } catch (SQLException e) {
      log.debug("Nobody can be asked who leads: {}", e.getMessage());
      close();
      return false;
    }
  }

  private boolean acquire() throws SQLException {
    Connection connection = connections.open("leader", LONGEST_ANSWER);
    boolean acquired = false;
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery(ACQUIRE)) {
      acquired = row.next() && row.getBoolean(1);
    } finally {
      if (acquired) {
        held = connection;
      } else {
        connection.close();
      }
    }
    return acquired;
  }

  private void close() {
    Connection connection = held;
    held = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        log.debug("The leader's connection was gone already: {}", e.getMessage());
      }
    }
  }

  @Override
  public synchronized void destroy() {
    close();
  }
}
