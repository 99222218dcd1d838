package dev.parley.realtime.resume;

import dev.parley.realtime.delivery.Cursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log itself, read once more between two places. */
final class Archive implements AutoCloseable {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  Archive(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // what is gone must be noticed, not passed over
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1_000,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ANSWER_WITHIN.toMillis()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * @return how many records lie between; -1 where the first of them are gone
   */
  long open(String topic, Cursor from, Cursor until) {
    long between = 0;
    for (int partition = 0; partition < until.next().length; partition++) {
      if (from.at(partition) < until.at(partition)) {
        ends.put(new TopicPartition(topic, partition), until.at(partition));
        between += until.at(partition) - from.at(partition);
      }
    }
    List<TopicPartition> partitions = List.copyOf(ends.keySet());
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      long start = from.at(partition.partition());
      if (beginnings.getOrDefault(partition, 0L) > start) {
        return -1;
      }
      consumer.seek(partition, start);
    }
    return between;
  }

  /** Empty when nothing came in a while, or all has. */
  List<ConsumerRecord<String, byte[]>> next() {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      var partition = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < ends.getOrDefault(partition, 0L)) {
        records.add(record);
      }
    }
    return records;
  }

  boolean isRead() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), ANSWER_WITHIN) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
