package dev.parley.platform.postgres;

import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** Connections beside the pool, for a service that has a database. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({PGConnection.class, JdbcConnectionDetails.class})
@ConditionalOnProperty(name = "parley.postgres.enabled", matchIfMissing = true)
public class PostgresAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(JdbcConnectionDetails.class)
  DirectConnections directConnections(
      JdbcConnectionDetails database, @Value("${spring.application.name:parley}") String name) {
    return new DirectConnections(
        database.getJdbcUrl(), database.getUsername(), database.getPassword(), name);
  }
}
