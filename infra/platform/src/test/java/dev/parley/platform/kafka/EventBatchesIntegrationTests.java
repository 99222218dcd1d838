package dev.parley.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventMapper;
import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TestService;
import dev.parley.platform.server.TopicReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

class EventBatchesIntegrationTests {
  private String topic;
  private ConfigurableApplicationContext service;

  record Counted(int number) {}

  /** Writes numbers; 13 it cannot stand. */
  @EnableKafka
  static class Consumer {
    static final AtomicInteger ATTEMPTS_AT_13 = new AtomicInteger();
    private final EventBatches batches;
    private final EventMapper mapper;
    private final JdbcTemplate jdbc;

    Consumer(EventBatches batches, EventMapper mapper, JdbcTemplate jdbc) {
      this.batches = batches;
      this.mapper = mapper;
      this.jdbc = jdbc;
      jdbc.execute("CREATE TABLE numbers (nr bigserial, number int)");
    }

    @KafkaListener(topics = "${test.topic}", groupId = "${test.topic}")
    void on(List<ConsumerRecord<String, byte[]>> records) {
      batches.handleOnce("counting", records, this::count);
    }

    private void count(List<EventEnvelope> events) {
      for (EventEnvelope event : events) {
        int number = mapper.read(event.data(), Counted.class).number();
        jdbc.update("INSERT INTO numbers (number) VALUES (?)", number);
        if (number == 13) {
          ATTEMPTS_AT_13.incrementAndGet();
          throw new IllegalStateException("unlucky " + "x".repeat(2_000));
        }
      }
    }
  }

  @BeforeEach
  void start() {
    topic = Servers.newTopic(1);
    Consumer.ATTEMPTS_AT_13.set(0);
    service =
        TestService.start(
            Servers.newSchema(),
            List.of(Consumer.class),
            "test.topic=" + topic,
            "parley.outbox.enabled=false");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void garbageGoesToTheDeadLettersAtOnceAndTheRestFlowsOn() {
    send(event(1));
    send(new ProducerRecord<>(topic, "key", new byte[] {(byte) 0xff, 0, 1}));
    send(new ProducerRecord<>(topic, null, null));
    ProducerRecord<Object, Object> foreign = event(2);
    foreign.headers().remove("ce_id").add("ce_id", "not a uuid".getBytes(UTF_8));
    send(foreign);
    send(event("{\"number\": \"secret\"}"));
    send(event(3));

    awaitNumbers(1, 3);
    try (TopicReader reader = new TopicReader(topic + ".dlt")) {
      var letters = reader.readUntil(4);
      assertThat(letters)
          .extracting(letter -> header(letter, DeadLetters.ATTEMPTS))
          .containsOnly("1");
      assertThat(letters)
          .extracting(letter -> header(letter, DeadLetters.MESSAGE))
          .containsExactly(
              "header ce_specversion is missing",
              "the record has no value",
              "an attribute is not what CloudEvents asks for (IllegalArgumentException)",
              "the body is not a Counted at $.number (MismatchedInputException)");
      assertThat(letters.getFirst().value()).containsExactly(0xff, 0, 1);
      assertThat(header(letters.getFirst(), DeadLetters.TOPIC)).isEqualTo(topic);
      assertThat(header(letters.getFirst(), DeadLetters.OFFSET)).isEqualTo("1");
    }
  }

  @Test
  void whatFailsThreeTimesGoesToTheDeadLettersAndLeavesNothingBehind() {
    for (int number = 10; number < 20; number++) {
      send(event(number));
    }

    awaitNumbers(10, 11, 12, 14, 15, 16, 17, 18, 19);
    try (TopicReader reader = new TopicReader(topic + ".dlt")) {
      var letter = reader.readUntil(1).getFirst();
      assertThat(EventRecords.read(letter).type()).isEqualTo("test.counted.v1");
      assertThat(new String(letter.value(), UTF_8)).isEqualTo("{\"number\":13}");
      assertThat(header(letter, DeadLetters.REASON))
          .isEqualTo(IllegalStateException.class.getName());
      assertThat(header(letter, DeadLetters.MESSAGE)).hasSize(500).startsWith("unlucky");
      assertThat(header(letter, DeadLetters.CONSUMER)).isEqualTo("counting");
      assertThat(header(letter, DeadLetters.ATTEMPTS)).isEqualTo("3");
    }
    assertThat(Consumer.ATTEMPTS_AT_13.get()).isBetween(3, 4);
  }

  @Test
  void anEventThatComesTwiceIsHandledOnce() {
    ProducerRecord<Object, Object> twice = event(1);
    send(twice);
    send(twice);
    send(event(2));

    awaitNumbers(1, 2);
  }

  @Test
  void anOutageOfTheDatabaseMakesNoDeadLetters() {
    send(event(1));
    awaitNumbers(1);
    Servers.postgres().stop();
    send(event(2));
    send(event(3));
    try (TopicReader reader = new TopicReader(topic + ".dlt")) {
      assertThat(reader.readFor(Duration.ofSeconds(6))).isEmpty();
      Servers.postgres().restart();
      awaitNumbers(1, 2, 3);
      assertThat(reader.readFor(Duration.ofMillis(200))).isEmpty();
    }
  }

  private void awaitNumbers(Integer... numbers) {
    JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForList("SELECT number FROM numbers ORDER BY nr", Integer.class))
                    .containsExactly(numbers));
  }

  @SuppressWarnings("unchecked")
  private void send(ProducerRecord<Object, Object> record) {
    ((KafkaTemplate<Object, Object>) service.getBean(KafkaTemplate.class)).send(record).join();
  }

  private ProducerRecord<Object, Object> event(int number) {
    return event("{\"number\":" + number + "}");
  }

  private ProducerRecord<Object, Object> event(String body) {
    EventEnvelope event =
        EventEnvelope.of(
            UUID.randomUUID(),
            "test.counted.v1",
            URI.create("/test"),
            Instant.EPOCH,
            "key",
            body.getBytes(UTF_8));
    var record = new ProducerRecord<Object, Object>(topic, "key", event.data());
    CloudEventHeaders.of(event)
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> letter, String name) {
    var header = letter.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
