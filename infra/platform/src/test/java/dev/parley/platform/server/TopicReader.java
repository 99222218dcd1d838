package dev.parley.platform.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, all partitions, as a consumer would meet it. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  public TopicReader(String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", Servers.kafka().bootstrapServers(),
                "auto.offset.reset", "earliest",
                "max.poll.records", "10000"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything read so far, as soon as {@code enough} says so. */
  public List<ConsumerRecord<String, byte[]>> readUntil(
      Duration bound, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!enough.test(records)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not enough within " + bound + ": " + records.size() + " records");
      }
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  public List<ConsumerRecord<String, byte[]>> readUntil(int count) {
    return readUntil(Duration.ofSeconds(30), all -> all.size() >= count);
  }

  /** What comes within a while in which nothing, or nothing more, should. */
  public List<ConsumerRecord<String, byte[]>> readFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return readUntil(time.plusSeconds(5), _ -> System.nanoTime() >= end);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
