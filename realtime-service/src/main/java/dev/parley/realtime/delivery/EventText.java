package dev.parley.realtime.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.realtime.event.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The {@code event} frame, encoded once, but for the cursor that comes last in it: that differs
 * with the order in which one hears of things. Data is copied token by token, never as bytes: so
 * whatever a producer sends, what clients get is one valid JSON text in UTF-8.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it once it is made
public record EventText(byte[] untilCursor, Instant time) {

  private static final byte[] END = "\"}".getBytes(US_ASCII);
  private static final String NO_CURSOR = "\"}";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .build();

  public static EventText of(EventEnvelope envelope, ChatEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(envelope.data().length + 512);
    try (JsonGenerator json = JSON.createGenerator(out);
        JsonParser data = JSON.createParser(envelope.data())) {
      json.writeStartObject();
      json.writeStringField("type", "event");
      json.writeStringField("event", shortName(envelope.type()));
      switch (event) {
        case ChatEvent.InConversation in ->
            json.writeStringField("conversation_id", in.conversationId().toString());
        case ChatEvent.ReadAdvanced read ->
            json.writeStringField("conversation_id", read.conversationId().toString());
        case ChatEvent.InProject _, ChatEvent.SessionRevoked _ ->
            json.writeNullField("conversation_id");
      }
      if (event instanceof ChatEvent.MessagePosted posted) {
        json.writeNumberField("seq", posted.seq());
      } else {
        json.writeNullField("seq");
      }
      json.writeFieldName("data");
      data.nextToken();
      json.copyCurrentStructureExact(data);
      if (envelope.traceParent() != null) {
        json.writeStringField("traceparent", envelope.traceParent());
      }
      json.writeStringField("cursor", "");
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] whole = out.toByteArray();
    return new EventText(
        java.util.Arrays.copyOf(whole, whole.length - NO_CURSOR.length()), envelope.time());
  }

  /** {@code chat.message.posted.v1} is {@code message.posted} to clients. */
  private static String shortName(String type) {
    return type.substring("chat.".length(), type.lastIndexOf(".v"));
  }

  int length() {
    return untilCursor.length;
  }

  void write(ByteArrayOutputStream out, String cursor) {
    out.writeBytes(untilCursor);
    out.writeBytes(cursor.getBytes(US_ASCII));
    out.writeBytes(END);
  }
}
