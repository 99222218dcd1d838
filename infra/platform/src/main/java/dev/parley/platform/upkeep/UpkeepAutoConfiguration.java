package dev.parley.platform.upkeep;

import dev.parley.platform.postgres.DirectConnections;
import dev.parley.platform.postgres.PostgresAutoConfiguration;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;

/** For a service that has a database; {@code parley.upkeep.enabled=false} leaves it out. */
@AutoConfiguration(after = {JdbcTemplateAutoConfiguration.class, PostgresAutoConfiguration.class})
@ConditionalOnClass({JdbcOperations.class, MeterBinder.class})
@ConditionalOnBean(JdbcOperations.class)
@ConditionalOnProperty(name = "parley.upkeep.enabled", matchIfMissing = true)
public class UpkeepAutoConfiguration {

  @Bean
  MeterBinder databaseFigures(JdbcOperations jdbc) {
    return new DatabaseFigures(jdbc, DatabaseFigures.A_LOOK_LASTS);
  }

  @Bean
  @ConditionalOnBean(DirectConnections.class)
  DatabaseEndpoint databaseEndpoint(JdbcOperations jdbc, DirectConnections connections) {
    return new DatabaseEndpoint(new DatabaseReport(jdbc), new Upkeep(jdbc, connections));
  }
}
