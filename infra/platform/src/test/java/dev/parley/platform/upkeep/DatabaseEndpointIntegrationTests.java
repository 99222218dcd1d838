package dev.parley.platform.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.postgres.DirectConnections;
import dev.parley.testing.Patience;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseEndpointIntegrationTests {

  private final TestDatabase database = TestServers.freshDatabase("kept");
  private final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource(database.url(), database.user(), database.password()));
  private final DatabaseEndpoint endpoint =
      new DatabaseEndpoint(
          new DatabaseReport(jdbc),
          new Upkeep(
              jdbc,
              new DirectConnections(database.url(), database.user(), database.password(), "test")));

  @Test
  void makesRoomOfDeadRows() {
    jdbc.execute("CREATE TABLE guest (id int, name text) WITH (autovacuum_enabled = off)");
    jdbc.execute("INSERT INTO guest SELECT n, 'x' FROM generate_series(1, 5000) n");
    jdbc.execute("DELETE FROM guest WHERE id > 1000");
    Patience.await().until(() -> guest().deadRows() == 4000);

    assertThat(endpoint.run("guest", "vacuum").getStatus()).isEqualTo(200);

    Patience.await().until(() -> guest().deadRows() == 0 && guest().rows() == 1000);
    assertThat(guest().lastVacuum()).isNotNull();
  }

  @Test
  void touchesNothingBesideItsOwnTables() {
    jdbc.execute("CREATE TABLE \"odd \"\" name\" (id int)");
    assertThat(endpoint.run("odd \" name", "analyze").getStatus()).isEqualTo(200);
    assertThat(endpoint.run("pg_authid", "vacuum").getStatus()).isEqualTo(404);
    assertThat(endpoint.run("guest; DROP TABLE x", "vacuum").getStatus()).isEqualTo(404);
    assertThat(endpoint.run("odd \" name", "drop").getStatus()).isEqualTo(400);
  }

  @Test
  void namesIndexesThatNobodyUses() {
    jdbc.execute("CREATE TABLE booking (id int PRIMARY KEY, day date)");
    jdbc.execute("CREATE INDEX booking_day ON booking (day)");
    assertThat(endpoint.describe().unusedIndexes())
        .extracting(DatabaseReport.Index::name)
        .containsExactly("booking_day");
  }

  @Test
  void tellsWhichStatementsCostMostWithoutTheirValues() {
    jdbc.queryForObject(
        "SELECT count(*) FROM generate_series(1, 300000) WHERE 'a secret' <> ''", Integer.class);
    assertThat(endpoint.describe().statements())
        .anySatisfy(it -> assertThat(it.text()).contains("generate_series($1, $2)"))
        .noneSatisfy(it -> assertThat(it.text()).contains("a secret"));
  }

  @Test
  void saysWhatIsMissingWhereStatementsAreNotCounted() {
    var elsewhere =
        new JdbcTemplate(
            new DriverManagerDataSource(
                inSchema("pg_catalog"), database.user(), database.password()));
    var statements = new DatabaseReport(elsewhere).statements();
    assertThat(statements.found()).isEmpty();
    assertThat(statements.missing()).isEqualTo("the extension pg_stat_statements is not there");
    assertThat(endpoint.describe().statementsMissing()).isNull();
  }

  @Test
  void saysThatATableWasLocked() throws SQLException {
    jdbc.execute("CREATE TABLE taken (id int)");
    jdbc.execute("CREATE TABLE free (id int)");
    try (Connection somebody = database.connect()) {
      somebody.setAutoCommit(false);
      somebody.createStatement().execute("LOCK TABLE taken IN SHARE UPDATE EXCLUSIVE MODE");
      for (String action : List.of("vacuum", "analyze")) {
        assertThat(run("taken", action).complaints())
            .containsExactly("somebody else held its lock");
        assertThat(run("free", action).complaints()).isEmpty();
      }
    }
    assertThat(run("taken", "vacuum").complaints()).isEmpty();
  }

  /** PostgreSQL only warns, and passes the table over. */
  @Test
  void saysThatATableIsSomebodyElses() throws SQLException {
    TestDatabase stranger = TestServers.freshDatabase("stranger");
    jdbc.execute("CREATE TABLE owned (id int)");
    jdbc.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(database.user(), stranger.user()));
    String url = inSchema(database.user());
    var upkeep =
        new Upkeep(
            new JdbcTemplate(
                new DriverManagerDataSource(url, stranger.user(), stranger.password())),
            new DirectConnections(url, stranger.user(), stranger.password(), "test"));

    assertThat(upkeep.run(Upkeep.Action.ANALYZE, "owned").orElseThrow().complaints())
        .singleElement()
        .asString()
        .startsWith("permission denied to analyze \"owned\"");
  }

  private String inSchema(String schema) {
    return database.url() + (database.url().contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  private DatabaseEndpoint.Done run(String table, String action) {
    return (DatabaseEndpoint.Done) endpoint.run(table, action).getBody();
  }

  private DatabaseReport.Table guest() {
    return endpoint.describe().tables().stream()
        .filter(table -> table.name().equals("guest"))
        .findFirst()
        .orElseThrow();
  }
}
