package dev.parley.platform.outbox;

import static dev.parley.platform.outbox.Deliveries.assertThatDeliveries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TopicReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaAwayIntegrationTests {
  /** A manual run may take a minute: {@code -Dkafka.away=PT1M}. */
  private static final Duration AWAY =
      Duration.parse(System.getProperty("kafka.away", Duration.ofSeconds(10).toString()));

  @Test
  void nothingIsLostAndLittleIsHeldInMemory() {
    String topic = Servers.newTopic(12);
    try (Instance instance =
        Instance.start(Servers.newSchema(), "parley.outbox.relay.batch-rows=500")) {
      long written = instance.appendNext(topic, "key0");
      instance.awaitEmpty(Duration.ofSeconds(10));

      Servers.kafka().kill();
      int mostInFlight = 0;
      long back = System.nanoTime() + AWAY.toNanos();
      while (System.nanoTime() < back || written < 3_000) {
        instance
            .transaction()
            .executeWithoutResult(
                _ -> {
                  for (int key = 0; key < 20; key++) {
                    instance.appendNext(topic, "key" + key);
                  }
                });
        written += 20;
        mostInFlight = Math.max(mostInFlight, instance.meters().inFlight());
      }
      assertThat(mostInFlight).isPositive().isLessThanOrEqualTo(1_000);
      assertThat(instance.waiting()).isEqualTo(written - 1);

      Servers.kafka().restart();
      instance.awaitEmpty(Duration.ofSeconds(60));
      try (TopicReader reader = new TopicReader(topic)) {
        assertThatDeliveries(reader.readUntil((int) written))
            .countUpPerKey(written)
            .hasNoDuplicates();
      }
      assertThat(instance.meters().inFlight()).isZero();
    }
  }
}
