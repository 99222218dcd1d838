package dev.parley.realtime.stream;

import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

  /** The reader migrates, when the database is there: the service must start without it. */
  @Bean
  FlywayMigrationStrategy migrateLater() {
    return _ -> {};
  }
}
