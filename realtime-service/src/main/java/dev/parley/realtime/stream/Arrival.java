package dev.parley.realtime.stream;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.MalformedEventException;
import dev.parley.realtime.event.ChatEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record turned out to be. */
sealed interface Arrival {
  ConsumerRecord<String, byte[]> source();

  record Known(ConsumerRecord<String, byte[]> source, EventEnvelope envelope, ChatEvent event)
      implements Arrival {}

  /** Of no concern here, or seen before. */
  record Passed(ConsumerRecord<String, byte[]> source) implements Arrival {}

  record Garbage(ConsumerRecord<String, byte[]> source, MalformedEventException failure)
      implements Arrival {}
}
