package dev.parley.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts records on topics and looks what lies there, from the beginning, in no consumer group. */
public final class KafkaProbe implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final String servers;
  private final KafkaProducer<String, byte[]> producer;

  public KafkaProbe(String bootstrapServers) {
    servers = bootstrapServers;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** At the server that all tests share. */
  public static KafkaProbe open() {
    return new KafkaProbe(TestServers.kafka().bootstrapServers());
  }

  /** On the topic that AsyncAPI names for it, and only if the contracts allow it. */
  public void publish(TestEvent event) {
    EventContract.assertPublishable(event.data().type(), event.data().json());
    send(event.on(Topics.of(event.data().type())));
  }

  /** Whatever it holds: for what should not be there. */
  public void publishTo(String topic, TestEvent event) {
    send(event.on(topic));
  }

  /** A record without any header. */
  public void sendGarbage(String topic, @Nullable String key, byte @Nullable [] value) {
    send(new ProducerRecord<>(topic, key, value));
  }

  /** Returns when the broker has it. */
  public void send(ProducerRecord<String, byte[]> message) {
    try {
      producer.send(message).get(Patience.BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("Kafka did not take a record for " + message.topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public ReceivedRecord await(String topic, Predicate<ReceivedRecord> wanted) {
    return await(topic, 1, wanted).getFirst();
  }

  /** In the order of each key; fails naming what was there instead. */
  public List<ReceivedRecord> await(String topic, int count, Predicate<ReceivedRecord> wanted) {
    long end = System.nanoTime() + Patience.BOUND.toNanos();
    List<ReceivedRecord> seen = new ArrayList<>();
    List<ReceivedRecord> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
      while (found.size() < count && System.nanoTime() < end) {
        consumer.poll(POLL).forEach(each -> seen.add(new ReceivedRecord(each)));
        found = seen.stream().filter(wanted).toList();
      }
    }
    if (found.size() < count) {
      throw new AssertionError(
          "%d of %d wanted records came on %s within %s; there were: %s"
              .formatted(found.size(), count, topic, Patience.BOUND, seen));
    }
    return found;
  }

  /** What a consumer of this topic gave up on. */
  public ReceivedRecord awaitDeadLetter(String topic, Predicate<ReceivedRecord> wanted) {
    return await(topic + Topics.DEAD_LETTERS, wanted);
  }

  /** All that lies there now. */
  public List<ReceivedRecord> readAll(String topic) {
    List<ReceivedRecord> seen = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(each -> seen.add(new ReceivedRecord(each)));
      }
    }
    return seen;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }

  private KafkaConsumer<String, byte[]> consumer(String topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
