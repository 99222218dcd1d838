package dev.parley.realtime.stream;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.MalformedEventException;
import dev.parley.platform.kafka.EventRecords;
import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.ChatEvents;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** Tells events, what is none of our business, duplicates and garbage apart. */
@Component
final class Sorter {

  private final ChatEvents events;
  private final MeterRegistry meters;
  private final SeenEvents seen = new SeenEvents();

  Sorter(ChatEvents events, MeterRegistry meters) {
    this.events = events;
    this.meters = meters;
  }

  Arrival sort(ConsumerRecord<String, byte[]> source) {
    try {
      EventEnvelope envelope = EventRecords.read(source);
      ChatEvent event = events.read(envelope);
      if (event == null) {
        return passed(source, "unknown_type");
      }
      var partition = new TopicPartition(source.topic(), source.partition());
      return seen.isNew(partition, envelope, event)
          ? new Arrival.Known(source, envelope, event)
          : passed(source, "duplicate");
    } catch (MalformedEventException e) {
      count("malformed");
      return new Arrival.Garbage(source, e);
    } catch (IllegalArgumentException e) {
      count("malformed");
      return new Arrival.Garbage(
          source, new MalformedEventException("an attribute is not what CloudEvents asks for"));
    }
  }

  private Arrival passed(ConsumerRecord<String, byte[]> source, String reason) {
    count(reason);
    return new Arrival.Passed(source);
  }

  private void count(String reason) {
    meters.counter("realtime.events.dropped", "reason", reason).increment();
  }
}
