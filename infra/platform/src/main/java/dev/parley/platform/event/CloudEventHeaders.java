package dev.parley.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in Kafka's binary mode: attributes are headers, the value is the data alone. Any
 * CloudEvents library reads what this writes.
 */
public final class CloudEventHeaders {
  public static final String TRACE_PARENT = "traceparent";

  private static final String JSON = "application/json";

  private CloudEventHeaders() {}

  public static Map<String, String> of(EventEnvelope event) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(10);
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.id().toString());
    headers.put("ce_type", event.type());
    headers.put("ce_source", event.source().toString());
    headers.put("ce_time", event.time().toString());
    headers.put("ce_partitionkey", event.partitionKey());
    putIfSet(headers, "ce_subject", event.subject());
    putIfSet(headers, "ce_dataschema", event.dataSchema());
    headers.put("content-type", JSON);
    putIfSet(headers, TRACE_PARENT, event.traceParent());
    return headers;
  }

  /**
   * @param header the last value of a header, or null
   * @param key the record's key, which stands in for a partition key that is missing
   */
  public static EventEnvelope read(
      Function<String, byte @Nullable []> header, @Nullable String key, byte @Nullable [] data) {
    if (data == null) {
      throw new MalformedEventException("the record has no value");
    }
    String version = required(header, "ce_specversion");
    if (!version.equals("1.0")) {
      throw new MalformedEventException("ce_specversion is not 1.0");
    }
    String contentType = text(header, "content-type");
    if (contentType != null && !contentType.toLowerCase(Locale.ROOT).startsWith(JSON)) {
      throw new MalformedEventException("content-type is not " + JSON);
    }
    String time = text(header, "ce_time");
    String dataSchema = text(header, "ce_dataschema");
    String partitionKey = text(header, "ce_partitionkey");
    try {
      return new EventEnvelope(
          UUID.fromString(required(header, "ce_id")),
          required(header, "ce_type"),
          new URI(required(header, "ce_source")),
          time == null ? Instant.EPOCH : OffsetDateTime.parse(time).toInstant(),
          partitionKey != null ? partitionKey : key != null ? key : "",
          text(header, "ce_subject"),
          dataSchema == null ? null : new URI(dataSchema),
          text(header, TRACE_PARENT),
          data);
    } catch (IllegalArgumentException | URISyntaxException | DateTimeException e) {
      throw new MalformedEventException(
          "an attribute is not what CloudEvents asks for (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String required(Function<String, byte @Nullable []> header, String name) {
    String value = text(header, name);
    if (value == null || value.isEmpty()) {
      throw new MalformedEventException("header " + name + " is missing");
    }
    return value;
  }

  private static @Nullable String text(Function<String, byte @Nullable []> header, String name) {
    byte[] value = header.apply(name);
    return value == null ? null : new String(value, UTF_8);
  }

  private static void putIfSet(Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }
}
