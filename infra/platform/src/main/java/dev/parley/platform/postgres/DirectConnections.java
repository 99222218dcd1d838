package dev.parley.platform.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Straight from the driver, for whoever keeps one connection for as long as the service lives: the
 * pool, which may be small, is for requests.
 */
public final class DirectConnections {
  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final String application;

  /**
   * @param application who shows in the server's list of connections
   */
  public DirectConnections(
      String url, @Nullable String user, @Nullable String password, String application) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.application = application;
  }

  /**
   * @param purpose shown after the application's name
   * @param longest how long the server may take to answer; {@code null}: silence is no failure
   */
  public Connection open(String purpose, @Nullable Duration longest) throws SQLException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", application + "-" + purpose);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "1");
    if (longest != null) {
      properties.setProperty("socketTimeout", Long.toString(longest.toSeconds()));
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
