package dev.parley.platform.outbox;

import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.migration.PlatformTables;
import dev.parley.platform.postgres.PostgresAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The outbox of a service that has a database and Kafka. Switched off by {@code
 * parley.outbox.enabled=false} where a service publishes nothing.
 */
@AutoConfiguration(
    after = {
      JdbcTemplateAutoConfiguration.class,
      KafkaAutoConfiguration.class,
      CompositeMeterRegistryAutoConfiguration.class,
      EventAutoConfiguration.class,
      PostgresAutoConfiguration.class
    },
    before = FlywayAutoConfiguration.class)
@ConditionalOnClass(
    value = {JdbcOperations.class, MeterRegistry.class},
    name = "org.springframework.kafka.core.KafkaTemplate")
@ConditionalOnProperty(name = "parley.outbox.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OutboxProperties.class)
@Import(RelayConfiguration.class)
public class OutboxAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnSingleCandidate(DataSource.class)
  Outbox outbox(JdbcOperations jdbc, EventTracing tracing, ObjectProvider<RelayWakeUp> wakeUp) {
    return new Outbox(jdbc, tracing, wakeUp.getIfAvailable(() -> _ -> {}));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Flyway.class)
  static class Tables {
    @Bean
    FlywayConfigurationCustomizer outboxTables() {
      return PlatformTables.in("classpath:dev/parley/platform/outbox");
    }
  }
}
