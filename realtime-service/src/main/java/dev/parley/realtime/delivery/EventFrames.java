package dev.parley.realtime.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.realtime.event.ChatEvent;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The {@code event} frame. Data is copied token by token, never as bytes: so whatever a producer
 * sends, what clients get is one valid JSON text in UTF-8.
 */
final class EventFrames {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .build();

  private EventFrames() {}

  static ByteBuf encode(
      EventEnvelope envelope, ChatEvent event, String cursor, @Nullable String traceParent) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(envelope.data().length + 512);
    try (JsonGenerator json = JSON.createGenerator(out);
        JsonParser data = JSON.createParser(envelope.data())) {
      json.writeStartObject();
      json.writeStringField("type", "event");
      json.writeStringField("event", shortName(envelope.type()));
      switch (event) {
        case ChatEvent.InConversation in ->
            json.writeStringField("conversation_id", in.conversationId().toString());
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
      json.writeStringField("cursor", cursor);
      if (traceParent != null) {
        json.writeStringField("traceparent", traceParent);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TextFrames.encode(out.toByteArray());
  }

  /** {@code chat.message.posted.v1} is {@code message.posted} to clients. */
  private static String shortName(String type) {
    return type.substring("chat.".length(), type.lastIndexOf(".v"));
  }
}
