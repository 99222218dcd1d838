package dev.parley.platform.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.postgres.DirectConnections;
import dev.parley.testing.Patience;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
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

  private DatabaseReport.Table guest() {
    return endpoint.describe().tables().stream()
        .filter(table -> table.name().equals("guest"))
        .findFirst()
        .orElseThrow();
  }
}
