package dev.parley.platform.inbox;

import dev.parley.platform.migration.PlatformTables;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The inbox of a service that has a database and reads Kafka. Switched off by {@code
 * parley.inbox.enabled=false}.
 */
@AutoConfiguration(
    after = JdbcTemplateAutoConfiguration.class,
    before = FlywayAutoConfiguration.class)
@ConditionalOnClass(
    value = JdbcOperations.class,
    name = "org.springframework.kafka.core.KafkaTemplate")
@ConditionalOnProperty(name = "parley.inbox.enabled", matchIfMissing = true)
@EnableConfigurationProperties(InboxProperties.class)
public class InboxAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnSingleCandidate(DataSource.class)
  Inbox inbox(JdbcOperations jdbc) {
    return new Inbox(jdbc);
  }

  @Bean
  @ConditionalOnSingleCandidate(DataSource.class)
  InboxThinning inboxThinning(JdbcOperations jdbc, InboxProperties properties) {
    return new InboxThinning(jdbc, properties);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Flyway.class)
  static class Tables {
    @Bean
    FlywayConfigurationCustomizer inboxTables() {
      return PlatformTables.in("classpath:dev/parley/platform/inbox");
    }
  }
}
