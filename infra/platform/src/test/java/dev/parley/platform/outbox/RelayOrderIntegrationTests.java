package dev.parley.platform.outbox;

import static dev.parley.platform.outbox.Deliveries.assertThatDeliveries;
import static dev.parley.platform.outbox.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TopicReader;
import dev.parley.testing.Patience;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RelayOrderIntegrationTests {
  private static Instance instance;

  @BeforeAll
  static void start() {
    instance = Instance.start(Servers.newSchema());
  }

  @AfterAll
  static void stop() {
    instance.close();
  }

  @Test
  void anIdThatCommitsFiveSecondsLateIsNotSkipped() throws Exception {
    String topic = Servers.newTopic(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> late =
          executor.submit(
              () ->
                  instance
                      .transaction()
                      .executeWithoutResult(
                          _ -> {
                            instance.outbox().append(topic, event("late", 1));
                            instance.jdbc().execute("SELECT pg_sleep(2.5)");
                            instance.jdbc().execute("SELECT pg_sleep(2.5)");
                          }));
      // all the while later ids of the same shard, and of all others, come and go
      long others = 0;
      while (!late.isDone()) {
        others++;
        instance.append(topic, "late", 1_000 + others);
        instance.appendNext(topic, "other" + others % 50);
      }
      late.get();
      long expected = 1 + 2 * others;

      try (TopicReader reader = new TopicReader(topic)) {
        var records = reader.readUntil((int) expected);
        assertThat(records)
            .filteredOn(record -> record.key().equals("late"))
            .extracting(TestEvents::number)
            .contains(1L)
            .hasSize((int) others + 1)
            .doesNotHaveDuplicates();
      }
      assertThat(others).isGreaterThan(100);
    }
    instance.awaitEmpty(Patience.BOUND);
  }

  @Test
  void orderPerKeyHoldsUnderEightWriters() throws Exception {
    String topic = Servers.newTopic(12);
    int each = 800;
    int all = 8 * each;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers =
          IntStream.range(0, 8)
              .mapToObj(
                  _ -> executor.submit(() -> IntStream.range(0, each).forEach(_ -> slowly(topic))))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    try (TopicReader reader = new TopicReader(topic)) {
      assertThatDeliveries(reader.readUntil(all)).countUpPerKey(all).hasNoDuplicates();
    }
    instance.awaitEmpty(Patience.BOUND);
  }

  /** Commits a random time after its append, so that ids of different keys commit out of order. */
  private static void slowly(String topic) {
    String key = "key" + ThreadLocalRandom.current().nextInt(24);
    instance
        .transaction()
        .executeWithoutResult(
            _ -> {
              instance.appendNext(topic, key);
              instance.jdbc().execute("SELECT pg_sleep(random() * 0.004)");
            });
  }
}
