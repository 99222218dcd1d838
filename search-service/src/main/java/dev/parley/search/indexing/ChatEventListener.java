package dev.parley.search.indexing;

import dev.parley.platform.kafka.EventBatches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes the chat's events from Kafka, in batches. */
@Component
class ChatEventListener {
  private static final String CONSUMER = "search-service";

  private final EventBatches batches;
  private final Index index;

  ChatEventListener(EventBatches batches, Index index) {
    this.batches = batches;
    this.index = index;
  }

  @KafkaListener(id = "indexing", topics = "chat.events", groupId = CONSUMER)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, Integer> partitions = new HashMap<>();
    records.forEach(record -> partitions.put(record.key(), record.partition()));
    batches.handleOnce(CONSUMER, records, events -> index.apply(events, partitions));
  }
}
