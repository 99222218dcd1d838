package dev.parley.platform.outbox;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.kafka.EventRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.AbstractAssert;

/** What a consumer with an inbox makes of a topic: every event once, where it came first. */
final class Deliveries extends AbstractAssert<Deliveries, List<ConsumerRecord<String, byte[]>>> {

  private Deliveries(List<ConsumerRecord<String, byte[]>> records) {
    super(records, Deliveries.class);
  }

  static Deliveries assertThatDeliveries(List<ConsumerRecord<String, byte[]>> records) {
    return new Deliveries(records);
  }

  /** Of each key the events 1, 2, 3 … in this order, {@code count} in all. */
  Deliveries countUpPerKey(long count) {
    Set<UUID> seen = new HashSet<>();
    Map<String, Long> last = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : actual) {
      EventEnvelope event = EventRecords.read(record);
      if (seen.add(event.id())) {
        long expected = last.merge(event.partitionKey(), 1L, Long::sum);
        if (TestEvents.number(record) != expected) {
          failWithMessage(
              "of key %s came %d where %d was due",
              event.partitionKey(), TestEvents.number(record), expected);
        }
      }
    }
    if (seen.size() != count) {
      failWithMessage("%d events arrived instead of %d", seen.size(), count);
    }
    return this;
  }

  Deliveries hasNoDuplicates() {
    long distinct = distinct(actual);
    if (distinct != actual.size()) {
      failWithMessage("%d records for %d events", actual.size(), distinct);
    }
    return this;
  }

  static long distinct(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(record -> EventRecords.read(record).id()).distinct().count();
  }
}
