package dev.parley.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the superuser does: the database, the services' roles and schemas, by the scripts of {@code
 * infra/postgres}.
 */
record PostgresAdmin(int port, @Nullable String password) {
  private static final String SUPERUSER = "postgres";

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  Connection connect(String database) throws SQLException {
    return connect(database, SUPERUSER, password);
  }

  Connection connect(String database, String user, @Nullable String secret) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", secret == null ? "" : secret);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  void check() throws SQLException {
    connect(SUPERUSER).close();
  }

  String version() {
    try (Connection connection = connect(SUPERUSER)) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask for the version", e);
    }
  }

  void createDatabase() {
    try (Connection connection = connect(SUPERUSER);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT FROM pg_database WHERE datname = '" + PostgresServer.DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + PostgresServer.DATABASE);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database", e);
    }
    run("database.sql", null, null);
  }

  void createService(String name, String secret) {
    run("service.sql", name, secret);
  }

  private void run(String script, @Nullable String service, @Nullable String secret) {
    try (Connection connection = connect(PostgresServer.DATABASE)) {
      connection.setAutoCommit(false);
      if (service != null) {
        set(connection, "parley.service", service);
        set(connection, "parley.password", secret);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(read(script));
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(script + " failed: " + e.getMessage(), e);
    }
  }

  private static void set(Connection connection, String setting, @Nullable String value)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config(?, ?, false)")) {
      statement.setString(1, setting);
      statement.setString(2, value);
      statement.execute();
    }
  }

  private static String read(String script) {
    try (InputStream in =
        PostgresAdmin.class.getResourceAsStream("/dev/parley/local/postgres/" + script)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
