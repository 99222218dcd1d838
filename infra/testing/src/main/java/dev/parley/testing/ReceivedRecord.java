package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What lay on a topic. */
public record ReceivedRecord(ConsumerRecord<String, byte[]> raw) {
  public @Nullable String key() {
    return raw.key();
  }

  public String text() {
    return raw.value() == null ? "" : new String(raw.value(), UTF_8);
  }

  public JsonNode json() {
    return Json.read(text());
  }

  public @Nullable String header(String name) {
    Header header = raw.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  public @Nullable String type() {
    return header("ce_type");
  }

  public @Nullable String id() {
    return header("ce_id");
  }

  @Override
  public String toString() {
    return "%s-%d@%d key=%s type=%s %s"
        .formatted(raw.topic(), raw.partition(), raw.offset(), key(), type(), text());
  }
}
