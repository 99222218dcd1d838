package dev.parley.realtime.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.MalformedEventException;
import dev.parley.realtime.delivery.Frame;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What administrators hear of an alert. */
@Component
final class AlertFrames {

  static final Map<String, String> EVENTS =
      Map.of("ops.alert.raised.v1", "alert.raised", "ops.alert.cleared.v1", "alert.cleared");

  private record Alert(String type, String event, JsonNode data) {}

  private final ObjectMapper mapper;

  AlertFrames(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Empty for types that are not known here. */
  Optional<Frame> of(EventEnvelope envelope) {
    return Optional.ofNullable(EVENTS.get(envelope.type()))
        .map(event -> frame(event, envelope.data()));
  }

  private Frame frame(String event, byte[] body) {
    try {
      JsonNode data = mapper.readTree(body);
      return new Frame(mapper.writeValueAsBytes(new Alert("alert", event, data)), null);
    } catch (IOException _) {
      throw new MalformedEventException("the body of an alert is no JSON");
    }
  }
}
