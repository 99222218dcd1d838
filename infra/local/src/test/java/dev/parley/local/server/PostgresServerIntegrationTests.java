package dev.parley.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIntegrationTests {
  private static PostgresServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = PostgresServer.startTemporary();
    server.createService("chat", "chat-secret");
    server.createService("search", "search-secret");
    as("chat", "CREATE TABLE message (id int)", "INSERT INTO message VALUES (1)");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aServiceWorksInItsOwnSchemaWithoutNamingIt() throws SQLException {
    assertThat(asked("chat", "SELECT schemaname FROM pg_tables WHERE tablename = 'message'"))
        .isEqualTo("chat");
    assertThat(asked("chat", "SELECT current_schema()")).isEqualTo("chat");
  }

  @Test
  void aServiceUsesTheSharedExtensions() throws SQLException {
    assertThat(asked("search", "SELECT similarity('parley', 'parlay') > 0.3")).isEqualTo("t");
    as("search", "CREATE EXTENSION IF NOT EXISTS pg_trgm");
    assertThat(asked("search", "SELECT count(*) > 0 FROM pg_stat_statements")).isEqualTo("t");
  }

  @Test
  void aServiceReachesNoOtherSchema() {
    refuses("search", "SELECT * FROM chat.message", "permission denied for schema chat");
    refuses("search", "CREATE TABLE chat.spy (id int)", "permission denied for schema chat");
    refuses("search", "CREATE TABLE public.note (id int)", "permission denied for schema public");
    refuses("search", "CREATE TABLE extensions.x (id int)", "permission denied for schema ext");
    refuses("search", "CREATE SCHEMA another", "permission denied for database parley");
    refuses("search", "SET ROLE chat", "permission denied");
    refuses("search", "CREATE ROLE spy", "permission denied");
  }

  @Test
  void aServiceEntersNoOtherDatabase() {
    String url = server.jdbcUrl().replace("/parley", "/postgres");
    assertThatThrownBy(() -> java.sql.DriverManager.getConnection(url, "search", "").close())
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void aServiceIsNotCreatedByAnyName() {
    assertThatThrownBy(() -> server.createService("x\"; DROP ROLE chat; --", "secret"))
        .hasMessageContaining("not a service name");
  }

  @Test
  void keepsDataAndPasswordsAndIsSafe(@TempDir Path folder) throws SQLException {
    ServerOptions options = ServerOptions.keptIn(folder).withPassword("super-secret");
    try (PostgresServer first = PostgresServer.start(options)) {
      first.createService("chat", "right");
      try (Connection connection = first.connect("chat", "right");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
      }
      first.kill();
    }
    try (PostgresServer again = PostgresServer.start(options)) {
      assertThatThrownBy(() -> again.connect("chat", "wrong"))
          .hasMessageContaining("password authentication failed");
      try (Connection connection = again.connect("chat", "right")) {
        assertThat(first(connection, "SELECT answer FROM kept")).isEqualTo("42");
        assertThat(first(connection, "SHOW fsync")).isEqualTo("on");
        assertThat(first(connection, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(first(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      }
      again.createService("chat", "changed");
      again.connect("chat", "changed").close();
    }
  }

  private static void refuses(String service, String sql, String why) {
    assertThatThrownBy(() -> as(service, sql)).hasMessageContaining(why);
  }

  private static void as(String service, String... statements) throws SQLException {
    try (Connection connection = server.connect(service, "any");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String asked(String service, String sql) throws SQLException {
    try (Connection connection = server.connect(service, "any")) {
      return first(connection, sql);
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
