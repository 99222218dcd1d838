package dev.parley.platform.cache;

import dev.parley.platform.defaults.RedisDefaultsAutoConfiguration;
import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.server.Servers;
import dev.parley.platform.trace.RecordedSpans;
import dev.parley.platform.trace.TraceAutoConfiguration;
import dev.parley.testing.Patience;
import dev.parley.testing.TestSettings;
import io.lettuce.core.RedisClient;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** One of several instances of a service that has nothing but a {@link Shelf}. */
record CacheInstance(ConfigurableApplicationContext context) implements AutoCloseable {

  @SpringBootConfiguration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    RedisDefaultsAutoConfiguration.class,
    RedisAutoConfiguration.class,
    EventAutoConfiguration.class,
    TraceAutoConfiguration.class,
    CacheAutoConfiguration.class
  })
  @Import({Shelf.class, RecordedSpans.class})
  static class Parts {
    @Bean
    OpenTelemetry openTelemetry(RecordedSpans recorded) {
      return recorded.traces();
    }
  }

  static CacheInstance start(String schema, String redisUrl, String... properties) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "spring.application.name=" + schema,
                "spring.datasource.url=" + Servers.postgres().jdbcUrl(),
                "spring.datasource.username=" + schema,
                "spring.datasource.password=" + schema,
                "spring.datasource.hikari.maximum-pool-size=20",
                "REDIS_URL=" + redisUrl,
                "spring.main.register-shutdown-hook=false"));
    settings.addAll(List.of(properties));
    return new CacheInstance(
        new SpringApplicationBuilder(Parts.class)
            .web(WebApplicationType.NONE)
            .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new)));
  }

  /** One that takes no pause of the machine for the end of Redis. */
  static CacheInstance patient(String schema, String redisUrl) {
    return start(
        schema,
        redisUrl,
        TestSettings.patience().entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }

  Shelf shelf() {
    return context.getBean(Shelf.class);
  }

  Trust trust() {
    return context.getBean(Trust.class);
  }

  CacheInstance awaitTrust() {
    Patience.await().until(() -> trust().holds());
    return this;
  }

  void awaitDistrust() {
    Patience.await().until(() -> !trust().holds());
  }

  RedisClient redis() {
    return (RedisClient) context.getBean(LettuceConnectionFactory.class).getRequiredNativeClient();
  }

  @Override
  public void close() {
    context.close();
  }
}
