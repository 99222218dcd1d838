package dev.parley.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database as an operator sets it, and what is told of its statements. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseIntegrationTests {

  private static final TestDatabase DATABASE = TestServers.freshDatabase("measured");

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    DatabaseAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    SimpleMetricsExportAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class
  })
  static class OnlyADatabase {}

  @Test
  void thePoolIsSetInSecondsAndByTheNamesOfTheUnitedSystems() throws Exception {
    try (var service =
        start(
            Map.of(
                "DB_POOL_SIZE", "3",
                "DB_MAX_OVERFLOW", "2",
                "DB_POOL_TIMEOUT", "0.5",
                "DB_POOL_RECYCLE", "1800"))) {
      HikariDataSource pool = service.getBean(DataSource.class).unwrap(HikariDataSource.class);

      assertThat(pool.getMinimumIdle()).isEqualTo(3);
      assertThat(pool.getMaximumPoolSize()).isEqualTo(5);
      assertThat(pool.getConnectionTimeout()).isEqualTo(500);
      assertThat(pool.getMaxLifetime()).isEqualTo(1_800_000);
    }
  }

  @Test
  void aSlowStatementIsLoggedWithoutItsValues(CapturedOutput output) {
    try (var service = start(Map.of("SLOW_QUERY_THRESHOLD", "0.5"))) {
      JdbcClient jdbc = service.getBean(JdbcClient.class);
      jdbc.sql("SELECT 1").query(Integer.class).single();
      jdbc.sql("SELECT pg_sleep(0.6), ?::text").param("sesame").query().listOfRows();
    }

    assertThat(output.getAll())
        .contains("slow statement: 0.", "SELECT pg_sleep(0.6), ?::text")
        .doesNotContain("SELECT 1", "sesame");
  }

  @Test
  void allStatementsAreLoggedOnDemand(CapturedOutput output) {
    try (var service = start(Map.of("SQLALCHEMY_ECHO", "true"))) {
      service.getBean(JdbcClient.class).sql("SELECT 41 + 1").query(Integer.class).single();
    }

    assertThat(output.getAll()).contains("statement: 0.", "SELECT 41 + 1");
  }

  @Test
  void statementsAreTimedByWhatTheyDo() {
    try (var service = start(Map.of())) {
      JdbcClient jdbc = service.getBean(JdbcClient.class);
      jdbc.sql("  select 1").query(Integer.class).single();
      jdbc.sql("SELECT 2").query(Integer.class).single();
      jdbc.sql("SHOW server_version").query(String.class).single();
      MeterRegistry meters = service.getBean(MeterRegistry.class);

      assertThat(count(meters, "select")).isEqualTo(2);
      assertThat(count(meters, "other")).isEqualTo(1);
      assertThat(count(meters, "delete")).isZero();
    }
  }

  private static long count(MeterRegistry meters, String operation) {
    return meters.get("database.query.duration").tag("operation", operation).timer().count();
  }

  private static ConfigurableApplicationContext start(Map<String, String> environment) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.application.name=measured",
                "--DATABASE_URL=" + DATABASE.url(),
                "--POSTGRES_PASSWORD=" + DATABASE.password(),
                "--spring.datasource.username=" + DATABASE.user()));
    environment.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    var application = new SpringApplication(OnlyADatabase.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    return application.run(arguments.toArray(String[]::new));
  }
}
