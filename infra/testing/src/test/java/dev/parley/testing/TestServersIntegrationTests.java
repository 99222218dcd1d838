package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestServersIntegrationTests {

  @Test
  void aServiceReachesItsOwnSchemaAndNoOther() throws SQLException {
    TestDatabase one = TestServers.freshDatabase("one");
    TestDatabase other = TestServers.freshDatabase("other");
    run(one, "CREATE TABLE thing (id int)");
    assertThatThrownBy(() -> run(other, "SELECT * FROM " + one.user() + ".thing"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void aFreshDatabaseIsEmpty() throws SQLException {
    run(TestServers.freshDatabase("twin"), "CREATE TABLE thing (id int)");
    run(TestServers.freshDatabase("twin"), "CREATE TABLE thing (id int)");
  }

  @Test
  void aServiceHasTheSameDatabaseInAllTests() throws SQLException {
    run(TestServers.database("search"), "CREATE TABLE seen_again (id int)");
    try (Connection connection = TestServers.database("search").connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM seen_again")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void everyServerIsThereOnce() {
    TestServers.prepare(true, true, true);
    assertThat(TestServers.redis()).isSameAs(TestServers.redis());
    assertThat(TestServers.kafka().bootstrapServers()).startsWith("127.0.0.1:");
    assertThat(TestServers.postgres().jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
  }

  private static void run(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
