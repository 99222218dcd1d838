package dev.parley.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The names that the united systems used lead to the settings that really work. */
class EnvironmentVariablesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DB_POOL_SIZE=10                     | spring.datasource.hikari.maximum-pool-size  | 10
          DB_POOL_SIZE=10 DB_MAX_OVERFLOW=20  | spring.datasource.hikari.maximum-pool-size  | 30
          DB_POOL_SIZE=10 DB_MAX_OVERFLOW=20  | spring.datasource.hikari.minimum-idle       | 10
          DB_POOL_TIMEOUT=30                  | spring.datasource.hikari.connection-timeout | 30000
          DB_POOL_RECYCLE=3600                | spring.datasource.hikari.max-lifetime       | 3600000
          SLOW_QUERY_THRESHOLD=0.1            | parley.database.slow-statement              | 0.1
          SLOW_OPERATION_THRESHOLD=0.7        | parley.telemetry.slow-operation             | 0.7
          SQLALCHEMY_ECHO=true                | parley.database.echo                        | true
          REDIS_URL=redis://redis:6379/0      | spring.data.redis.url                       | redis://redis:6379/0
          CACHE_TTL=300                       | parley.cache.ttl                            | 300
          ENABLE_METRICS=false                | management.prometheus.metrics.export.enabled | false
          METRICS_PORT=9090                   | management.server.port                      | 9090
          KAFKA_BOOTSTRAP_SERVERS=kafka:9092  | spring.kafka.bootstrap-servers              | kafka:9092
          LOG_LEVEL=debug                     | logging.level.root                          | debug
          LOG_FORMAT=ecs                      | logging.structured.format.console           | ecs
          MAX_REQUEST_BODY=2MB                | parley.request.max-body                     | 2MB
          MAX_REQUESTS_AT_ONCE=20             | parley.request.at-once                      | 20
          POSTGRES_URL=postgresql://u:p@host:5432/db | spring.datasource.url      | jdbc:postgresql://host:5432/db
          POSTGRES_URL=postgresql://u:p@host:5432/db | spring.datasource.username | u
          POSTGRES_URL=postgresql://u:p@host:5432/db | spring.datasource.password | p
          POSTGRES_URL=jdbc:postgresql://host/db     | spring.datasource.url      | jdbc:postgresql://host/db
          DATABASE_URL=postgresql://host/db          | spring.datasource.url      | jdbc:postgresql://host:5432/db
          OTEL_EXPORTER_OTLP_ENDPOINT=http://otel:4318/ | management.otlp.tracing.endpoint | http://otel:4318/v1/traces
          OTEL_EXPORTER_OTLP_ENDPOINT=http://otel:4318  | management.tracing.sampling.probability | 0.1
          OTEL_EXPORTER_OTLP_ENDPOINT=http://otel:4318 OTEL_TRACES_SAMPLER_ARG=0.5 | management.tracing.sampling.probability | 0.5
          """)
  void eachIsASetting(String given, String property, String expected) {
    assertThat(Binder.get(environment(given)).bind(property, String.class).get())
        .isEqualTo(expected);
  }

  private static StandardEnvironment environment(String given) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (String variable : given.split(" ", -1)) {
      String[] parts = variable.split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new SystemEnvironmentPropertySource("given", variables));
    new PlatformDefaults().postProcessEnvironment(environment, new SpringApplication());
    ConfigurationPropertySources.attach(environment);
    return environment;
  }
}
