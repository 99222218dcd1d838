package dev.parley.bench.relay;

import dev.parley.local.server.KafkaServer;
import dev.parley.platform.outbox.Outbox;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** From before the INSERT, over the commit, to the consumer: one event at a time, nothing else. */
final class IdleLatency {
  private static final int WARM_UP = 300;
  private static final int EVENTS = 500;
  private static final long PAUSE_NANOS = 20_000_000;

  private IdleLatency() {}

  static String measure(ApplicationContext service, KafkaServer kafka) {
    double[] whole = new double[EVENTS];
    double[] afterCommit = new double[EVENTS];
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(BenchService.TOPIC).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      for (int i = -WARM_UP; i < EVENTS; i++) {
        int number = i + WARM_UP;
        LockSupport.parkNanos(PAUSE_NANOS);
        long begin = System.nanoTime();
        service
            .getBean(TransactionTemplate.class)
            .executeWithoutResult(
                _ ->
                    service
                        .getBean(Outbox.class)
                        .append(BenchService.TOPIC, Backlog.event(number)));
        long committed = System.nanoTime();
        while (consumer.poll(Duration.ofSeconds(5)).isEmpty()) {
          throw new IllegalStateException("nothing arrived in 5 s");
        }
        if (i >= 0) {
          whole[i] = (System.nanoTime() - begin) / 1e6;
          afterCommit[i] = (System.nanoTime() - committed) / 1e6;
        }
      }
    }
    return "INSERT → consumer, ms: "
        + percentiles(whole)
        + "; from commit: "
        + percentiles(afterCommit);
  }

  private static String percentiles(double[] values) {
    Arrays.sort(values);
    return String.format(
        Locale.ROOT,
        "p50 %.2f  p90 %.2f  p99 %.2f  max %.2f",
        values[values.length / 2],
        values[values.length * 9 / 10],
        values[values.length * 99 / 100],
        values[values.length - 1]);
  }
}
