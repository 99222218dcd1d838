package dev.parley.platform.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Hears the wake-ups that other instances send. It has a connection of its own, because listening
 * blocks it and the relay must be woken by its own writers at the same time.
 */
final class OwnerListener implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OwnerListener.class);
  private static final int SILENCE_MILLIS = 30_000;
  private static final long PAUSE_MILLIS = 1_000;

  private final RelayConnections connections;
  private final WakeUps wakeUps;
  private volatile @Nullable Connection connection;
  private volatile @Nullable Thread thread;

  OwnerListener(RelayConnections connections, WakeUps wakeUps) {
    this.connections = connections;
    this.wakeUps = wakeUps;
  }

  private void run() {
    while (isRunning()) {
      try (Connection opened = connections.open(RelayConnections.Purpose.LISTEN)) {
        connection = opened;
        listen(opened);
      } catch (SQLException e) {
        if (isRunning()) {
          log.debug("Listening again in {} ms; until then the relay polls", PAUSE_MILLIS, e);
          pause();
        }
      }
    }
  }

  private void listen(Connection opened) throws SQLException {
    try (Statement statement = opened.createStatement()) {
      statement.execute("LISTEN \"" + channel(statement) + '"');
      PGConnection postgres = opened.unwrap(PGConnection.class);
      while (isRunning()) {
        PGNotification[] notifications = postgres.getNotifications(SILENCE_MILLIS);
        if (notifications == null || notifications.length == 0) {
          statement.execute("SELECT 1"); // finds out whether the silence is the network's
        } else {
          wake(notifications);
        }
      }
    }
  }

  private void wake(PGNotification[] notifications) {
    int shards = 0;
    for (PGNotification notification : notifications) {
      shards |= Integer.parseInt(notification.getParameter());
    }
    wakeUps.wake(shards & Shards.ALL);
  }

  private static String channel(Statement statement) throws SQLException {
    try (ResultSet schema = statement.executeQuery("SELECT current_schema() || '.outbox'")) {
      schema.next();
      return schema.getString(1);
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread = null;
    }
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("outbox-listener").unstarted(this::run);
    thread.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
    Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run); // the only way out of a blocked read
      } catch (SQLException e) {
        log.debug("The listening connection was gone already", e);
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
