package dev.parley.platform.kafka;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.MalformedEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Kafka's records as the events they carry. */
public final class EventRecords {
  private EventRecords() {}

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
