package dev.parley.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.database.DatabaseAutoConfiguration;
import dev.parley.testing.Logged;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What takes long on threads that serve no request is logged with a trace all the same. */
class SlowBatchesIntegrationTests {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final TestDatabase DATABASE = TestServers.freshDatabase("slow");

  private static ConfigurableApplicationContext service;

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    OpenTelemetryAutoConfiguration.class,
    OpenTelemetryTracingAutoConfiguration.class,
    EventAutoConfiguration.class,
    DatabaseAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    SimpleMetricsExportAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class
  })
  static class Parts {}

  @BeforeAll
  static void start() {
    service =
        new SpringApplicationBuilder(Parts.class)
            .web(WebApplicationType.NONE)
            .run(
                "--spring.application.name=slow",
                "--SLOW_OPERATION_THRESHOLD=0.05",
                "--SLOW_QUERY_THRESHOLD=0.05",
                "--DATABASE_URL=" + DATABASE.url(),
                "--POSTGRES_PASSWORD=" + DATABASE.password(),
                "--spring.datasource.username=" + DATABASE.user());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aBatchAndItsStatementsNameTheTraceOfTheFirstEvent() {
    try (Logged operations = Logged.under("dev.parley.slow-operations");
        Logged statements = Logged.under("dev.parley.slow-statements")) {
      handle("SELECT pg_sleep(0.06)");

      assertThat(operations.lines())
          .singleElement()
          .asString()
          .startsWith(TRACE + ": slow operation: process chat.events, 2 events took 0.")
          .endsWith("in 1 statements");
      assertThat(statements.lines())
          .singleElement()
          .asString()
          .startsWith(TRACE + ": slow statement: 0.")
          .endsWith("SELECT pg_sleep(0.06)");
    }
  }

  @Test
  void ofWhatIsQuickNothingIsSaid() {
    try (Logged operations = Logged.under("dev.parley.slow-operations")) {
      handle("SELECT 1");

      assertThat(operations.lines()).isEmpty();
    }
  }

  private static void handle(String statement) {
    service
        .getBean(EventTracing.class)
        .handling(
            new Handling("process", "chat.events", "search", null),
            List.of(event(TRACE), event("0af7651916cd43dd8448eb211c80319c")),
            () -> service.getBean(JdbcTemplate.class).execute(statement));
  }

  private static EventEnvelope event(String trace) {
    return EventEnvelope.of(
            UUID.randomUUID(),
            "test.counted.v1",
            URI.create("/test"),
            Instant.EPOCH,
            "key",
            new byte[0])
        .withTraceParent("00-%s-00f067aa0ba902b7-00".formatted(trace));
  }
}
