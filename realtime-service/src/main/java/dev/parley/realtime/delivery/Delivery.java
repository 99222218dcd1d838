package dev.parley.realtime.delivery;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.event.Handling;
import dev.parley.realtime.event.ChatEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings one event to those who may see it: encoded once, handed to each of their event loops. */
@Component
public final class Delivery {

  private final Hub hub;
  private final EventTracing tracing;

  Delivery(Hub hub, EventTracing tracing) {
    this.hub = hub;
    this.tracing = tracing;
  }

  public void deliver(
      String topic, int partition, long offset, EventEnvelope envelope, ChatEvent event) {
    EventText text = EventText.of(envelope, event);
    Audience audience = hub.advance(partition, offset, event, text);
    if (!audience.addressees().isEmpty()) {
      var how = new Handling("deliver", topic, null, partition);
      tracing.handling(how, List.of(envelope), () -> send(text, audience));
    }
  }

  /** An event that nobody is to see still moves the cursor. */
  public void skip(int partition, long offset) {
    hub.skip(partition, offset);
  }

  public void startAt(int log, Map<Integer, Long> offsets) {
    hub.startAt(log, offsets);
  }

  public void endSession(UUID sessionId) {
    hub.ofSession(sessionId).forEach(Recipient::sessionRevoked);
  }

  private static void send(EventText text, Audience audience) {
    for (Addressees some : audience.addressees()) {
      some.queue.awaitRoom();
      some.queue.tell(text, audience.cursor(), some);
    }
  }
}
