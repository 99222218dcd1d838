package dev.parley.platform.outbox;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections that the relay keeps for as long as it lives: one to work on, which holds the shards'
 * locks, and one to listen on. They do not come from the service's pool, which may be small.
 */
@FunctionalInterface
public interface RelayConnections {

  enum Purpose {
    /** Must fail when the server does not answer in time. */
    WORK,
    /** Waits for notifications, so silence is no failure. */
    LISTEN
  }

  Connection open(Purpose purpose) throws SQLException;
}
