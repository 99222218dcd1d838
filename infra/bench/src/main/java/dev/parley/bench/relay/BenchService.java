package dev.parley.bench.relay;

import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.kafka.EventKafkaAutoConfiguration;
import dev.parley.platform.outbox.OutboxAutoConfiguration;
import dev.parley.platform.outbox.RelayConnections;
import dev.parley.platform.postgres.PostgresAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A service that has an outbox and nothing else, as the platform configures it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  TransactionAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  KafkaAutoConfiguration.class,
  EventAutoConfiguration.class,
  PostgresAutoConfiguration.class,
  OutboxAutoConfiguration.class,
  EventKafkaAutoConfiguration.class
})
class BenchService {
  static final String SCHEMA = "bench";
  static final String TOPIC = "bench.events";

  static ConfigurableApplicationContext start(
      PostgresServer postgres, KafkaServer kafka, boolean relay) {
    return new SpringApplicationBuilder(BenchService.class)
        .web(WebApplicationType.NONE)
        .run(
            "--spring.application.name=bench",
            "--logging.level.root=warn",
            "--spring.datasource.url=" + postgres.jdbcUrl(),
            "--spring.datasource.username=" + SCHEMA,
            "--spring.datasource.password=" + SCHEMA,
            "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "--parley.kafka.topics[0].name=" + TOPIC,
            "--parley.outbox.relay.enabled=" + relay);
  }

  /** Holds the relay back until the clock runs. */
  static final class Gate extends CountDownLatch implements BeanPostProcessor {
    Gate() {
      super(1);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof RelayConnections connections) {
        return (RelayConnections)
            purpose -> {
              awaitOpening();
              return connections.open(purpose);
            };
      }
      return bean;
    }

    private void awaitOpening() {
      try {
        await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Bean
  MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }

  static double sent(ApplicationContext service) {
    return service.getBean(MeterRegistry.class).get("parley.outbox.sent").counter().count();
  }

  @Bean
  static Gate gate() {
    return new Gate();
  }
}
