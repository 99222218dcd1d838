package dev.parley.platform.server;

import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.inbox.InboxAutoConfiguration;
import dev.parley.platform.kafka.EventKafkaAutoConfiguration;
import dev.parley.platform.outbox.OutboxAutoConfiguration;
import dev.parley.platform.postgres.PostgresAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service with nothing but a database, Kafka and what the platform adds to them. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  TransactionAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  KafkaAutoConfiguration.class,
  EventAutoConfiguration.class,
  PostgresAutoConfiguration.class,
  OutboxAutoConfiguration.class,
  InboxAutoConfiguration.class,
  EventKafkaAutoConfiguration.class
})
public class TestService {

  private TestService() {}

  /** An instance on the given schema; several may run on one. */
  public static ConfigurableApplicationContext start(
      String schema, List<Class<?>> parts, String... properties) {
    return start(
        Servers.postgres().jdbcUrl(),
        Servers.kafka().bootstrapServers(),
        schema,
        parts,
        properties);
  }

  /** The same for a JVM that has not started the servers. */
  public static ConfigurableApplicationContext start(
      String jdbcUrl,
      String bootstrapServers,
      String schema,
      List<Class<?>> parts,
      String... properties) {
    List<Class<?>> sources = new ArrayList<>(parts);
    sources.add(TestService.class);
    List<String> settings =
        new ArrayList<>(
            List.of(
                "spring.application.name=" + schema,
                "spring.datasource.url=" + jdbcUrl,
                "spring.datasource.username=" + schema,
                "spring.datasource.password=" + schema,
                "spring.kafka.bootstrap-servers=" + bootstrapServers,
                "spring.main.register-shutdown-hook=false"));
    settings.addAll(List.of(properties));
    return new SpringApplicationBuilder(sources.toArray(Class[]::new))
        .web(WebApplicationType.NONE)
        .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
  }
}
