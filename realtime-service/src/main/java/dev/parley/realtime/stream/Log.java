package dev.parley.realtime.stream;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** All partitions of some topics, read by this instance alone: no group, no rebalance. */
final class Log implements AutoCloseable {

  /** Of a partition, at the start; more than that memory would not hold anyway. */
  private static final long MOST_REMEMBERED = 20_000;

  private static final Duration POLL = Duration.ofMillis(250);

  private final Consumer<String, byte[]> consumer;
  private final String bootstrapServers;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private Map<TopicPartition, Long> end = Map.of();

  Log(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    consumer = Consumers.of(bootstrapServers, Consumers.Gone.BEGIN_AGAIN, 2_000);
  }

  /**
   * Begins somewhat before the progress: who comes back is told from memory then, also by an
   * instance that has only just started. What was handled before changes nothing.
   *
   * @return topics that end before the given progress: a new log under an old name
   */
  Set<String> open(List<String> topics, Map<TopicPartition, Long> progress, Instant rememberFrom) {
    partitions.clear();
    for (String topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic, Consumers.ANSWER_WITHIN);
      if (found == null || found.isEmpty()) {
        throw new IllegalStateException("topic " + topic + " does not exist yet");
      }
      found.forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
    end = new HashMap<>(consumer.endOffsets(partitions, Consumers.ANSWER_WITHIN));
    Map<TopicPartition, Long> remembered = offsetsAt(rememberFrom, progress);
    Set<String> replaced = new HashSet<>();
    for (TopicPartition partition : partitions) {
      Long next = progress.get(partition);
      if (next == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, Math.min(next, remembered.getOrDefault(partition, next)));
        if (next > end.getOrDefault(partition, 0L)) {
          replaced.add(partition.topic());
        }
      }
    }
    return replaced;
  }

  private Map<TopicPartition, Long> offsetsAt(Instant time, Map<TopicPartition, Long> progress) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    consumer
        .offsetsForTimes(
            partitions.stream().collect(toMap(p -> p, _ -> time.toEpochMilli())),
            Consumers.ANSWER_WITHIN)
        .forEach(
            (partition, found) -> {
              Long next = progress.get(partition);
              if (found != null && next != null) {
                offsets.put(partition, Math.max(found.offset(), next - MOST_REMEMBERED));
              }
            });
    return offsets;
  }

  /** Another one for a topic that was made anew under the same name. */
  int identity(String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin
          .describeTopics(List.of(topic))
          .topicNameValues()
          .values()
          .iterator()
          .next()
          .get(Consumers.ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .topicId()
          .hashCode();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the topic " + topic + " cannot be looked at", e);
    }
  }

  List<ConsumerRecord<String, byte[]>> poll() {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    consumer.poll(POLL).forEach(records::add);
    return records;
  }

  /** Where reading goes on, after all that {@link #poll()} has given. */
  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach(p -> positions.put(p, consumer.position(p, Consumers.ANSWER_WITHIN)));
    return positions;
  }

  boolean passedFormerEnd(Map<TopicPartition, Long> positions) {
    return partitions.stream()
        .allMatch(p -> positions.getOrDefault(p, 0L) >= end.getOrDefault(p, 0L));
  }

  long lag() {
    return partitions.stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }

  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
