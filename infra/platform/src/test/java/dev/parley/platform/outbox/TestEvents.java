package dev.parley.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.event.EventEnvelope;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events that count: the body of the n-th event of a key is n. */
final class TestEvents {
  private TestEvents() {}

  static EventEnvelope event(String key, long number) {
    return EventEnvelope.of(
        UUID.randomUUID(),
        "test.counted.v1",
        URI.create("/test"),
        Instant.parse("2026-11-21T10:00:00.123Z"),
        key,
        Long.toString(number).getBytes(UTF_8));
  }

  static long number(ConsumerRecord<String, byte[]> record) {
    return Long.parseLong(new String(record.value(), UTF_8));
  }
}
