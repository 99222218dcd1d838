package dev.parley.platform.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Hears what is announced on one channel, as {@code NOTIFY} sends it. It keeps a connection of its
 * own, because listening blocks it, and opens another whenever it loses that.
 */
public final class NotificationListener implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(NotificationListener.class);
  private static final long PAUSE_MILLIS = 1_000;

  private final String name;
  private final String channel;
  private final Duration silence;
  private final Opener connections;
  private final Hearer hearer;
  private volatile @Nullable Connection connection;
  private volatile @Nullable Thread thread;

  /** Where connections come from. */
  @FunctionalInterface
  public interface Opener {
    Connection open() throws SQLException;
  }

  /** What to do about it, on the listening thread and, if it likes, on its connection. */
  @FunctionalInterface
  public interface Hearer {
    void heard(List<String> payloads, Connection connection) throws SQLException;

    /** From now on nothing is missed; what was announced before, was. */
    default void listening(Connection connection) throws SQLException {}

    /** Nothing for a while; finds out whether the silence is the network's. */
    default void silence(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
      }
    }
  }

  /**
   * @param channel the part after the schema's name: schemas of one database do not hear each other
   * @param silence after how long the hearer is told that there was nothing
   */
  public NotificationListener(
      String name, String channel, Duration silence, Opener connections, Hearer hearer) {
    this.name = name;
    this.channel = channel;
    this.silence = silence;
    this.connections = connections;
    this.hearer = hearer;
  }

  private void run() {
    while (isRunning()) {
      try (Connection opened = connections.open()) {
        connection = opened;
        listen(opened);
      } catch (SQLException | RuntimeException e) {
        if (isRunning()) {
          log.debug("{}: listening again in {} ms", name, PAUSE_MILLIS, e);
          pause();
        }
      }
    }
  }

  private void listen(Connection opened) throws SQLException {
    try (Statement statement = opened.createStatement()) {
      statement.execute("LISTEN \"" + fullName(statement) + '"');
    }
    hearer.listening(opened);
    PGConnection postgres = opened.unwrap(PGConnection.class);
    while (isRunning()) {
      PGNotification[] found = postgres.getNotifications(Math.toIntExact(silence.toMillis()));
      if (found == null || found.length == 0) {
        hearer.silence(opened);
      } else {
        hearer.heard(Arrays.stream(found).map(PGNotification::getParameter).toList(), opened);
      }
    }
  }

  private String fullName(Statement statement) throws SQLException {
    try (ResultSet schema = statement.executeQuery("SELECT current_schema()")) {
      schema.next();
      return schema.getString(1) + '.' + channel;
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
    thread = Thread.ofVirtual().name(name).unstarted(this::run);
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
