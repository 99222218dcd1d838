package dev.parley.platform.outbox;

import static dev.parley.platform.outbox.Deliveries.assertThatDeliveries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TopicReader;
import dev.parley.testing.Patience;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TwoRelaysIntegrationTests {
  private static final String OFTEN = "parley.outbox.relay.poll-every=200ms";
  private static final String HARDLY_EVER = "parley.outbox.relay.poll-every=10m";

  @Test
  void eachShardHasOneOwnerAndAnotherWhenThatOneGoes() {
    String schema = Servers.newSchema();
    String topic = Servers.newTopic(12);
    try (Instance first = Instance.start(schema, OFTEN)) {
      first.awaitShards(Shards.COUNT);
      try (Instance second = Instance.start(schema, OFTEN)) {
        second.awaitShards(Shards.COUNT / 2);
        first.awaitShards(Shards.COUNT / 2);
        assertThat(first.wakeUps().owned() & second.wakeUps().owned()).isZero();

        for (int i = 0; i < 400; i++) {
          (i % 2 == 0 ? first : second).appendNext(topic, "key" + i % 40);
        }
        first.awaitEmpty(Patience.BOUND);
        // counted once their rows are gone
        Patience.await()
            .untilAsserted(
                () -> assertThat(first.meters().sent() + second.meters().sent()).isEqualTo(400));
        assertThat(first.meters().sent()).isPositive();
        assertThat(second.meters().sent()).isPositive();
      }
      first.awaitShards(Shards.COUNT);
      for (int i = 0; i < 400; i++) {
        first.appendNext(topic, "key" + i % 40);
      }
      first.awaitEmpty(Patience.BOUND);
    }
    try (TopicReader reader = new TopicReader(topic)) {
      assertThatDeliveries(reader.readUntil(800)).countUpPerKey(800).hasNoDuplicates();
    }
  }

  @Test
  void aWriterWakesTheOwnerInAnotherInstance() {
    String schema = Servers.newSchema();
    String topic = Servers.newTopic(1);
    try (Instance owner = Instance.start(schema, HARDLY_EVER)) {
      owner.awaitShards(Shards.COUNT);
      try (Instance writer = Instance.start(schema, HARDLY_EVER)) {
        writer.append(topic, "key", 1);
        owner.awaitEmpty(Patience.BOUND);
        assertThat(writer.meters().sent()).isZero();
      }
    }
  }

  @Test
  void whoLosesTheConnectionLosesTheShardsAndNothingElse() {
    String topic = Servers.newTopic(12);
    int events = 20_000;
    String schema = Servers.newSchema();
    try (Instance writer = Instance.start(schema, "parley.outbox.relay.enabled=false")) {
      for (int i = 0; i < events / 100; i++) {
        writer
            .transaction()
            .executeWithoutResult(
                _ -> {
                  for (int key = 0; key < 100; key++) {
                    writer.appendNext(topic, "key" + key);
                  }
                });
      }
      try (Instance instance = Instance.start(schema, OFTEN, "parley.outbox.relay.batch-rows=50")) {
        for (int loss = 0; loss < 5; loss++) {
          instance.awaitShards(Shards.COUNT);
          writer
              .jdbc()
              .execute(
                  """
                  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE application_name = '%s-outbox-work'
                  """
                      .formatted(schema));
        }
        instance.awaitEmpty(Duration.ofSeconds(60));
        instance.awaitShards(Shards.COUNT);
      }
    }
    try (TopicReader reader = new TopicReader(topic)) {
      assertThatDeliveries(
              reader.readUntil(
                  Duration.ofSeconds(30), records -> Deliveries.distinct(records) == events))
          .countUpPerKey(events);
    }
  }
}
