package dev.parley.platform.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Straight from the driver, tuned for the few statements that the relay repeats. */
final class PostgresRelayConnections implements RelayConnections {
  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final String application;

  PostgresRelayConnections(
      String url, @Nullable String user, @Nullable String password, String application) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.application = application;
  }

  @Override
  public Connection open(Purpose purpose) throws SQLException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty(
        "ApplicationName", application + "-outbox-" + purpose.name().toLowerCase(Locale.ROOT));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "1");
    if (purpose == Purpose.WORK) {
      properties.setProperty("socketTimeout", "10");
    }
    Connection connection = DriverManager.getConnection(url, properties);
    try (Statement settings = connection.createStatement()) {
      // The server frees the locks of a machine that vanished after 5 + 3 × 2 seconds.
      settings.execute("SET tcp_keepalives_idle = 5");
      settings.execute("SET tcp_keepalives_interval = 2");
      settings.execute("SET tcp_keepalives_count = 3");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
