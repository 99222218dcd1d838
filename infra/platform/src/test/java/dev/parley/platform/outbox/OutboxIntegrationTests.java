package dev.parley.platform.outbox;

import static dev.parley.platform.outbox.TestEvents.event;
import static dev.parley.platform.outbox.TestEvents.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.event.Handling;
import dev.parley.platform.kafka.EventRecords;
import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TopicReader;
import dev.parley.testing.Patience;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

class OutboxIntegrationTests {
  private static final String TRACE_PARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static Instance instance;

  @BeforeAll
  static void start() {
    instance = Instance.start(Servers.newSchema(), List.of(Traced.class));
  }

  @AfterAll
  static void stop() {
    instance.close();
  }

  @Test
  void whatIsCommittedArrivesWithAllItsAttributesAndLeavesTheTable() {
    String topic = Servers.newTopic(3);
    EventEnvelope sent =
        EventEnvelope.of(
                UUID.randomUUID(),
                "test.counted.v1",
                URI.create("/test"),
                Instant.parse("2026-11-21T10:00:00.123Z"),
                "key: with ümlaut",
                "{}".getBytes(UTF_8))
            .withSubject("a:b")
            .withDataSchema(URI.create("urn:test:counted"));

    instance.transaction().executeWithoutResult(_ -> instance.outbox().append(topic, sent));

    try (TopicReader reader = new TopicReader(topic)) {
      var record = reader.readUntil(1).getFirst();
      assertThat(record.key()).isEqualTo("key: with ümlaut");
      assertThat(EventRecords.read(record))
          .usingRecursiveComparison()
          .ignoringFields("traceParent")
          .isEqualTo(sent);
      assertThat(EventRecords.read(record).traceParent()).isEqualTo(TRACE_PARENT);
    }
    instance.awaitEmpty(Patience.BOUND);
  }

  @Test
  void whatIsRolledBackNeverLeaves() {
    String topic = Servers.newTopic(1);
    instance
        .transaction()
        .executeWithoutResult(
            status -> {
              instance.outbox().append(topic, event("key", 1));
              status.setRollbackOnly();
            });
    instance.append(topic, "key", 2);

    try (TopicReader reader = new TopicReader(topic)) {
      assertThat(number(reader.readUntil(1).getFirst())).isEqualTo(2);
    }
  }

  @Test
  void manyEventsOfOneTransactionKeepTheirOrder() {
    String topic = Servers.newTopic(1);
    var events =
        LongStream.range(0, 5_000)
            .mapToObj(number -> new OutboxEvent(topic, event("key", number)))
            .toList();

    instance.transaction().executeWithoutResult(_ -> instance.outbox().append(events));

    try (TopicReader reader = new TopicReader(topic)) {
      assertThat(reader.readUntil(5_000))
          .extracting(TestEvents::number)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void refusesToAppendOutsideATransaction() {
    assertThatIllegalStateException()
        .isThrownBy(() -> instance.outbox().append("any", event("key", 1)));
  }

  @Test
  void refusesWhatNoBrokerWouldTake() {
    EventEnvelope huge =
        EventEnvelope.of(
            UUID.randomUUID(), "t.v1", URI.create("/t"), Instant.EPOCH, "k", new byte[1_000_000]);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                instance
                    .transaction()
                    .executeWithoutResult(_ -> instance.outbox().append("any", huge)))
        .withMessageContaining("1000000 bytes");
  }

  static class Traced {
    @Bean
    EventTracing tracing() {
      return new EventTracing() {
        @Override
        public Map<String, String> currentHeaders() {
          return Map.of("traceparent", TRACE_PARENT);
        }

        @Override
        public Map<String, String> creating(String topic, String type) {
          return currentHeaders();
        }

        @Override
        public void handling(Handling how, List<EventEnvelope> events, Runnable work) {
          work.run();
        }

        @Override
        public void together(String name, List<@Nullable String> traceParents, Runnable work) {
          work.run();
        }

        @Override
        public <T> T continuing(String name, @Nullable String traceParent, Supplier<T> work) {
          return work.get();
        }
      };
    }
  }
}
