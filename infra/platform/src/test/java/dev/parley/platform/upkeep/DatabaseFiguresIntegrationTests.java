package dev.parley.platform.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Patience;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseFiguresIntegrationTests {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void tellsOfItsOwnSchemaAlone() {
    JdbcTemplate mine = connectedTo(TestServers.freshDatabase("weighed"));
    JdbcTemplate another = connectedTo(TestServers.freshDatabase("weighed"));
    another.execute(
        "CREATE TABLE large AS SELECT repeat('x', 1000) FROM generate_series(1, 10000)");
    mine.execute("CREATE TABLE small AS SELECT 1 AS one");
    new DatabaseFigures(mine, DatabaseFigures.A_LOOK_LASTS).bindTo(meters);
    assertThat(Patience.await().until(() -> gauge("database.size"), size -> size > 0))
        .isLessThan(1_000_000);
    assertThat(gauge("database.locks.waiting")).isZero();
  }

  /** A figure from before would pass for a present one. */
  @Test
  void knowsNothingOfADatabaseThatAnswersNoMore() {
    JdbcTemplate database = connectedTo(TestServers.freshDatabase("weighed"));
    database.execute("CREATE TABLE small AS SELECT 1 AS one");
    new DatabaseFigures(database, Duration.ZERO).bindTo(meters);
    Patience.await().until(() -> gauge("database.size"), size -> size > 0);
    database.setDataSource(
        dataSource(new TestDatabase("jdbc:postgresql://127.0.0.1:1/x", "x", "x")));
    Patience.await().until(() -> gauge("database.size"), size -> Double.isNaN(size));
    assertThat(gauge("database.rows.dead")).isNaN();
  }

  /** Micrometer holds what it reads from by a weak reference, if it is not told otherwise. */
  @Test
  void isHeldByItsGauges() {
    new DatabaseFigures(
            connectedTo(TestServers.freshDatabase("weighed")), DatabaseFigures.A_LOOK_LASTS)
        .bindTo(meters);
    System.gc();
    Patience.await().until(() -> gauge("database.size"), size -> size >= 0);
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  private static JdbcTemplate connectedTo(TestDatabase of) {
    return new JdbcTemplate(dataSource(of));
  }

  private static DataSource dataSource(TestDatabase of) {
    return new DriverManagerDataSource(of.url(), of.user(), of.password());
  }
}
