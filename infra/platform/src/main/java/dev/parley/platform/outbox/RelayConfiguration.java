package dev.parley.platform.outbox;

import dev.parley.platform.database.SlowStatements;
import dev.parley.platform.postgres.DirectConnections;
import dev.parley.platform.postgres.NotificationListener;
import dev.parley.platform.telemetry.SlowOperations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** The relay and how it is woken. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(KafkaConnectionDetails.class)
@ConditionalOnProperty(name = "parley.outbox.relay.enabled", matchIfMissing = true)
class RelayConfiguration {

  @Bean
  WakeUps outboxWakeUps() {
    return new WakeUps();
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(DirectConnections.class)
  RelayConnections relayConnections(DirectConnections connections) {
    return new PostgresRelayConnections(connections);
  }

  @Bean
  RelayMeters relayMeters(
      ObjectProvider<MeterRegistry> registry,
      @Value("${parley.telemetry.slow-operation}") double slowSeconds) {
    return new RelayMeters(
        registry.getIfAvailable(SimpleMeterRegistry::new), new SlowOperations(slowSeconds));
  }

  @Bean
  Relay relay(
      OutboxProperties properties,
      RelayConnections connections,
      KafkaProperties kafka,
      KafkaConnectionDetails broker,
      ObjectProvider<SslBundles> sslBundles,
      WakeUps wakeUps,
      RelayMeters meters,
      @Value("${parley.database.slow-statement}") double slowSeconds) {
    Map<String, Object> producer = kafka.buildProducerProperties(sslBundles.getIfAvailable());
    producer.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.getProducer().getBootstrapServers());
    return new Relay(
        properties.relay(),
        connections,
        new RelayProducer(producer),
        wakeUps,
        meters,
        new SlowStatements(slowSeconds));
  }

  @Bean
  NotificationListener ownerListener(RelayConnections connections, WakeUps wakeUps) {
    return OwnerListener.of(connections, wakeUps);
  }

  @Bean
  RelayWakeUp relayWakeUp(WakeUps wakeUps, JdbcOperations jdbc) {
    OwnerNotification others = new OwnerNotification(jdbc);
    return shards -> {
      int foreign = wakeUps.wake(shards);
      if (foreign != 0) {
        others.send(foreign);
      }
    };
  }
}
