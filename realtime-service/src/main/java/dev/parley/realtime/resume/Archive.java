package dev.parley.realtime.resume;

import dev.parley.realtime.delivery.Cursor;
import dev.parley.realtime.stream.Consumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The log itself, read once more between two places. */
final class Archive implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);

  /** What the outbox sends twice is not far from where it was first. */
  private static final long LOOK_BACK = 500;

  private final Consumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> starts = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> resting = new HashMap<>();

  Archive(String bootstrapServers) {
    consumer = Consumers.of(bootstrapServers, Consumers.Gone.FAIL, 1_000);
  }

  /**
   * Begins a little before, with what was told already.
   *
   * @return how many records lie between; -1 where the first of them are gone
   */
  long open(String topic, Cursor from, Cursor until) {
    long between = 0;
    for (int partition = 0; partition < until.next().length; partition++) {
      if (from.at(partition) < until.at(partition)) {
        starts.put(new TopicPartition(topic, partition), from.at(partition));
        ends.put(new TopicPartition(topic, partition), until.at(partition));
        between += until.at(partition) - from.at(partition);
      }
    }
    List<TopicPartition> partitions = List.copyOf(ends.keySet());
    Map<TopicPartition, Long> beginnings =
        consumer.beginningOffsets(partitions, Consumers.ANSWER_WITHIN);
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      long start = from.at(partition.partition());
      if (beginning > start) {
        return -1;
      }
      consumer.seek(partition, Math.max(beginning, start - LOOK_BACK));
    }
    return between;
  }

  void readFromStart() {
    starts.forEach(consumer::seek);
  }

  /** Keeps its place and nothing else. */
  void rest() {
    for (TopicPartition partition : ends.keySet()) {
      resting.put(partition, consumer.position(partition, Consumers.ANSWER_WITHIN));
    }
    consumer.unsubscribe();
  }

  void goOn() {
    if (!resting.isEmpty()) {
      consumer.assign(resting.keySet());
      resting.forEach(consumer::seek);
      resting.clear();
    }
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
        .allMatch(
            end -> consumer.position(end.getKey(), Consumers.ANSWER_WITHIN) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
