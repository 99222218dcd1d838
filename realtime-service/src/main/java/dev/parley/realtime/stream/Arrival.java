package dev.parley.realtime.stream;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.realtime.event.ChatEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record turned out to be. */
sealed interface Arrival {
  ConsumerRecord<byte[], byte[]> source();

  record Known(ConsumerRecord<byte[], byte[]> source, EventEnvelope envelope, ChatEvent event)
      implements Arrival {}

  /** Of no concern here, or seen before. */
  record Passed(ConsumerRecord<byte[], byte[]> source) implements Arrival {}

  record Garbage(ConsumerRecord<byte[], byte[]> source, String reason) implements Arrival {}
}
