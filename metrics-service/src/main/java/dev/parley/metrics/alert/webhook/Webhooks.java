package dev.parley.metrics.alert.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Takes messages in, in the caller's transaction. */
@Component
public class Webhooks {

  record Message(String type, Instant timestamp, Object data) {}

  private final WebhookProperties properties;
  private final Deliveries deliveries;
  private final ObjectMapper json;

  Webhooks(WebhookProperties properties, Deliveries deliveries, ObjectMapper json) {
    this.properties = properties;
    this.deliveries = deliveries;
    this.json = json;
  }

  public void send(String type, Object data, Instant now) {
    for (URI url : properties.urls()) {
      if (deliveries.stoppedAt(url).isEmpty()) {
        deliveries.add(
            UuidCreator.getTimeOrderedEpoch(), url, written(new Message(type, now, data)), now);
      }
    }
  }

  private String written(Message message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
