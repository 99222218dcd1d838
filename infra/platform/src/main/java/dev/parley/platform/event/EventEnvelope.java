package dev.parley.platform.event;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event with the attributes CloudEvents 1.0 gives it. {@code partitionKey} is what order is
 * kept for; {@code data} is JSON and is not copied, so nobody may change it after construction.
 *
 * @param traceParent W3C trace context of whoever caused the event; the outbox fills it in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each body would only cost
public record EventEnvelope(
    UUID id,
    String type,
    URI source,
    Instant time,
    String partitionKey,
    @Nullable String subject,
    @Nullable URI dataSchema,
    @Nullable String traceParent,
    byte[] data) {

  public EventEnvelope {
    requireText("type", type);
    requireText("source", source.toString());
    requireText("partitionkey", partitionKey);
    if (subject != null) {
      requireText("subject", subject);
    }
  }

  public static EventEnvelope of(
      UUID id, String type, URI source, Instant time, String partitionKey, byte[] data) {
    return new EventEnvelope(id, type, source, time, partitionKey, null, null, null, data);
  }

  public EventEnvelope withSubject(String value) {
    return new EventEnvelope(
        id, type, source, time, partitionKey, value, dataSchema, traceParent, data);
  }

  public EventEnvelope withDataSchema(URI value) {
    return new EventEnvelope(
        id, type, source, time, partitionKey, subject, value, traceParent, data);
  }

  public EventEnvelope withTraceParent(String value) {
    return new EventEnvelope(
        id, type, source, time, partitionKey, subject, dataSchema, value, data);
  }

  /** CloudEvents strings are never empty and hold no control characters; headers rely on that. */
  private static void requireText(String attribute, String value) {
    boolean sound = !value.isEmpty();
    for (int i = 0; i < value.length(); i++) {
      sound &= !Character.isISOControl(value.charAt(i));
    }
    if (!sound) {
      throw new IllegalArgumentException(
          attribute + " must not be empty nor hold control characters");
    }
  }

  /** Without the body: it may hold what people wrote, and envelopes end up in logs. */
  @Override
  public String toString() {
    return "EventEnvelope[%s %s key=%s, %d bytes]".formatted(type, id, partitionKey, data.length);
  }
}
