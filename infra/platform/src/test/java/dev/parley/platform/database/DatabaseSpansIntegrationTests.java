package dev.parley.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.trace.RecordedSpans;
import dev.parley.platform.trace.TraceAutoConfiguration;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a trace tells of statements. */
class DatabaseSpansIntegrationTests {

  private static final TestDatabase DATABASE = TestServers.freshDatabase("traced");

  private static ConfigurableApplicationContext service;
  private static JdbcTemplate jdbc;
  private static RecordedSpans spans;

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    TraceAutoConfiguration.class,
    DatabaseAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    SimpleMetricsExportAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class
  })
  static class OnlyADatabase {
    @Bean
    RecordedSpans recordedSpans() {
      return new RecordedSpans();
    }

    @Bean
    OpenTelemetry openTelemetry(RecordedSpans recorded) {
      return recorded.traces();
    }
  }

  @BeforeAll
  static void start() {
    service =
        new SpringApplicationBuilder(OnlyADatabase.class)
            .web(WebApplicationType.NONE)
            .run(
                "--spring.application.name=traced",
                "--DATABASE_URL=" + DATABASE.url(),
                "--POSTGRES_PASSWORD=" + DATABASE.password(),
                "--spring.datasource.username=" + DATABASE.user());
    jdbc = service.getBean(JdbcTemplate.class);
    spans = service.getBean(RecordedSpans.class);
    jdbc.execute("CREATE TABLE visit (guest text PRIMARY KEY)");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void forget() {
    spans.ended().clear();
  }

  @Test
  void isByTheNamesOfOpenTelemetry() {
    spans.traced(() -> jdbc.queryForList("SELECT guest\n  FROM visit WHERE guest = ?", "sesame"));

    SpanData span = statement();
    assertThat(span.getName()).isEqualTo("SELECT visit");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(text(span, "db.system.name")).isEqualTo("postgresql");
    assertThat(text(span, "db.operation.name")).isEqualTo("SELECT");
    assertThat(text(span, "db.namespace")).endsWith("|" + DATABASE.user()).doesNotContain("/");
    assertThat(text(span, "db.query.summary")).isEqualTo("SELECT visit");
    assertThat(text(span, "db.query.text")).isEqualTo("SELECT guest FROM visit WHERE guest = ?");
    assertThat(span.toString()).doesNotContain("sesame");
  }

  @Test
  void namesTheSizeOfABatch() {
    spans.traced(
        () ->
            jdbc.batchUpdate(
                "INSERT INTO visit VALUES (?)", List.of(new Object[] {"a"}, new Object[] {"b"})));

    assertThat(statement().getAttributes().get(AttributeKey.longKey("db.operation.batch.size")))
        .isEqualTo(2);
  }

  /** What PostgreSQL says of it names the key that is there already. */
  @Test
  void namesTheCodeOfAFailureAndNotItsWords() {
    jdbc.update("INSERT INTO visit VALUES ('sesame')");
    assertThatThrownBy(
            () -> spans.traced(() -> jdbc.update("INSERT INTO visit VALUES (?)", "sesame")))
        .isInstanceOf(RuntimeException.class);

    SpanData span = statement();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(span, "db.response.status_code")).isEqualTo("23505");
    assertThat(text(span, "error.type")).isEqualTo("23505");
    assertThat(span.toString() + span.getEvents() + span.getStatus()).doesNotContain("sesame");
  }

  @Test
  void isNothingWhereNobodyLooks() {
    jdbc.queryForList("SELECT guest FROM visit");

    assertThat(spans.ended()).isEmpty();
  }

  private static SpanData statement() {
    return spans.ended().stream()
        .filter(it -> !it.getName().equals("test"))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }
}
