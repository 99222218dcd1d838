package dev.parley.realtime.delivery;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventTracing;
import dev.parley.realtime.event.ChatEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBuf;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings one event to those who may see it: encoded once, handed to each of their event loops. */
@Component
public final class Delivery {

  private final Hub hub;
  private final EventTracing tracing;
  private final Clock clock;
  private final Counter delivered;
  private final Timer delay;

  Delivery(Hub hub, EventTracing tracing, Clock clock, MeterRegistry meters) {
    this.hub = hub;
    this.tracing = tracing;
    this.clock = clock;
    this.delivered = meters.counter("realtime.deliveries");
    this.delay =
        Timer.builder("realtime.delivery.delay")
            .description("from the event's own time until it is handed to the connections")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(meters);
  }

  public void deliver(int partition, long offset, EventEnvelope envelope, ChatEvent event) {
    Audience audience = hub.advance(partition, offset, event);
    if (!audience.recipients().isEmpty()) {
      tracing.handling("deliver", List.of(envelope), () -> send(envelope, event, audience));
    }
  }

  /** An event that nobody is to see still moves the cursor. */
  public void skip(int partition, long offset) {
    hub.advance(partition, offset, null);
  }

  public void startAt(int partition, long offset) {
    hub.startAt(partition, offset);
  }

  public void endSession(UUID sessionId) {
    hub.ofSession(sessionId).forEach(Recipient::sessionRevoked);
  }

  private void send(EventEnvelope envelope, ChatEvent event, Audience audience) {
    String traceParent =
        tracing
            .currentHeaders()
            .getOrDefault(CloudEventHeaders.TRACE_PARENT, envelope.traceParent());
    ByteBuf frame = EventFrames.encode(envelope, event, audience.cursor(), traceParent);
    byLoop(audience.recipients())
        .forEach(
            (queue, recipients) -> {
              queue.awaitRoom();
              queue.add(frame.retain(), recipients);
            });
    frame.release();
    delivered.increment(audience.recipients().size());
    delay.record(Duration.between(envelope.time(), clock.instant()));
  }

  private static IdentityHashMap<LoopQueue, List<Recipient>> byLoop(Set<Recipient> recipients) {
    IdentityHashMap<LoopQueue, List<Recipient>> byLoop = new IdentityHashMap<>();
    for (Recipient recipient : recipients) {
      byLoop.computeIfAbsent(recipient.queue(), _ -> new ArrayList<>()).add(recipient);
    }
    return byLoop;
  }
}
