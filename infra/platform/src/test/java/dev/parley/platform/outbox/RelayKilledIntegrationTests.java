package dev.parley.platform.outbox;

import static dev.parley.platform.outbox.Deliveries.assertThatDeliveries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.kafka.EventBatches;
import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TopicReader;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;

class RelayKilledIntegrationTests {
  private static final int EVENTS = 3_000;

  /** Writes what it handles; a second handling, or one out of order, would show. */
  @EnableKafka
  static class Consumer {
    private final EventBatches batches;
    private final JdbcTemplate jdbc;

    Consumer(EventBatches batches, JdbcTemplate jdbc) {
      this.batches = batches;
      this.jdbc = jdbc;
    }

    @KafkaListener(topics = "${test.topic}", groupId = "${test.topic}")
    void on(List<ConsumerRecord<String, byte[]>> records) {
      batches.handleOnce(
          "counting",
          records,
          events ->
              events.forEach(
                  event ->
                      jdbc.update(
                          "INSERT INTO applied (key, number) VALUES (?, ?)",
                          event.partitionKey(),
                          Long.parseLong(new String(event.data(), UTF_8)))));
    }
  }

  @Test
  void killedBetweenSendAndDeleteItGivesNoDuplicateThatAConsumerCanSee(@TempDir Path folder)
      throws Exception {
    String schema = Servers.newSchema();
    String topic = Servers.newTopic(3);
    try (Instance writer = Instance.start(schema, "parley.outbox.relay.enabled=false")) {
      writer.jdbc().execute("CREATE TABLE applied (nr bigserial, key text, number bigint)");
      for (int i = 0; i < EVENTS; i++) {
        writer.appendNext(topic, "key" + i % 20);
      }
      Process dying = startDyingRelay(schema, folder);
      try {
        assertThat(dying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dying.exitValue()).isEqualTo(DyingRelay.EXIT_CODE);
      } finally {
        dying.destroyForcibly();
      }
      assertThat(writer.waiting()).isEqualTo(EVENTS);
    }

    try (Instance heir = Instance.start(schema, List.of(Consumer.class), "test.topic=" + topic);
        TopicReader reader = new TopicReader(topic)) {
      heir.awaitEmpty(Duration.ofSeconds(30));
      var records = reader.readUntil(EVENTS + 1);
      assertThatDeliveries(records).countUpPerKey(EVENTS);
      assertThat(records.size()).as("the dead relay had sent some").isGreaterThan(EVENTS);

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> count(heir, "SELECT count(*) FROM applied") >= EVENTS);
      assertThat(count(heir, "SELECT count(*) FROM applied")).isEqualTo(EVENTS);
      assertThat(
              count(
                  heir,
                  """
                  SELECT count(*) FROM (
                    SELECT number, row_number() OVER (PARTITION BY key ORDER BY nr) AS due
                    FROM applied) AS handled
                  WHERE number <> due
                  """))
          .isZero();
    }
  }

  private static long count(Instance instance, String query) {
    return instance.jdbc().queryForObject(query, Long.class);
  }

  private static Process startDyingRelay(String schema, Path folder) throws Exception {
    File log = folder.resolve("dying.log").toFile();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DyingRelay.class.getName(),
            Servers.postgres().jdbcUrl(),
            Servers.kafka().bootstrapServers(),
            schema)
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }
}
