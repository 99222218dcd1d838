package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as a service would publish it: CloudEvents 1.0 in binary mode, written here anew and not
 * with the platform's code, so that both must agree with the standard.
 *
 * @param key what order is kept for: the conversation's, project's or user's id
 */
public record TestEvent(UUID id, String key, Sample data, @Nullable String traceparent) {

  public static TestEvent of(UUID key, Sample data) {
    return new TestEvent(UUID.randomUUID(), key.toString(), data, null);
  }

  /** The same id twice is the same event, delivered again. */
  public TestEvent withId(UUID other) {
    return new TestEvent(other, key, data, traceparent);
  }

  public TestEvent withTraceparent(String context) {
    return new TestEvent(id, key, data, context);
  }

  ProducerRecord<String, byte[]> on(String topic) {
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, data.bytes());
    headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    return message;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id.toString());
    headers.put("ce_type", data.type());
    headers.put("ce_source", "/chat-service");
    headers.put("ce_time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    headers.put("ce_subject", key);
    headers.put("ce_partitionkey", key);
    headers.put("ce_dataschema", "urn:parley:event:" + data.type());
    headers.put("content-type", "application/json");
    if (traceparent != null) {
      headers.put("traceparent", traceparent);
    }
    return headers;
  }
}
