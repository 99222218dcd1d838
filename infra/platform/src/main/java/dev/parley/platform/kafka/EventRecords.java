package dev.parley.platform.kafka;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.Handling;
import dev.parley.platform.event.MalformedEventException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Kafka's records as the events they carry. */
public final class EventRecords {
  private EventRecords() {}

  /**
   * Where events come from that something is done with at once.
   *
   * @param what is done, from a closed set
   * @param group of consumers; null: everyone reads for himself
   */
  public static Handling handling(
      String what, @Nullable String group, List<ConsumerRecord<String, byte[]>> records) {
    var first = records.getFirst();
    boolean oneTopic = records.stream().allMatch(it -> it.topic().equals(first.topic()));
    boolean one = oneTopic && records.stream().allMatch(it -> it.partition() == first.partition());
    return new Handling(
        what,
        oneTopic ? first.topic() : null,
        group,
        one ? Integer.valueOf(first.partition()) : null);
  }

  /**
   * @throws MalformedEventException when the record is no CloudEvent in binary mode
   */
  public static EventEnvelope read(ConsumerRecord<String, byte[]> record) {
    return CloudEventHeaders.read(
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        },
        record.key(),
        record.value());
  }
}
