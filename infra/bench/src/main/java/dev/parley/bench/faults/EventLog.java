package dev.parley.bench.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.server.KafkaServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The messages posted, as Kafka has them. */
final class EventLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private EventLog() {}

  record Reading(Set<UUID> ids, int repeats, List<String> complaints) {}

  /** All partitions, until so many different messages were seen or the time is over. */
  static Reading read(KafkaServer kafka, int expected) throws IOException {
    Set<UUID> ids = new HashSet<>();
    Map<String, Long> last = new HashMap<>();
    List<String> complaints = new ArrayList<>();
    int repeats = 0;
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("chat.events").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long giveUpAt = System.nanoTime() + LONGEST.toNanos();
      while (ids.size() < expected && System.nanoTime() < giveUpAt) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (!isPost(record)) {
            continue;
          }
          JsonNode event = JSON.readTree(record.value());
          String conversation = event.required("conversation_id").asText();
          long seq = event.required("seq").asLong();
          if (!ids.add(UUID.fromString(event.required("id").asText()))) {
            repeats++;
          } else if (seq != last.getOrDefault(conversation, 0L) + 1) {
            complaints.add("out of order on the log: " + conversation + " " + seq);
          } else {
            last.put(conversation, seq);
          }
        }
      }
    }
    return new Reading(ids, repeats, complaints);
  }

  private static boolean isPost(ConsumerRecord<byte[], byte[]> record) {
    Header type = record.headers().lastHeader("ce_type");
    return type != null && new String(type.value(), UTF_8).equals("chat.message.posted.v1");
  }
}
