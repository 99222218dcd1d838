package dev.parley.realtime.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

@Component
public final class DeliveryFigures {

  private final Clock clock;
  private final Counter deliveries;
  private final Counter frames;
  private final Counter passing;
  private final Counter droppedEvents;
  private final Counter droppedPassing;
  private final Timer delay;

  DeliveryFigures(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.deliveries =
        Counter.builder("realtime.deliveries")
            .description(
                "events, once for each connection that they were written to, live or when it came back")
            .register(meters);
    this.frames =
        Counter.builder("realtime.frames")
            .description("frames of events written, of which one may hold several")
            .register(meters);
    this.passing =
        Counter.builder("realtime.frames.passing")
            .description("frames that tell several who is there or who is typing")
            .register(meters);
    this.droppedEvents = dropped("event", meters);
    this.droppedPassing = dropped("passing", meters);
    this.delay =
        Timer.builder("realtime.delivery.delay")
            .description("from the event's own time until it is written to the connections")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(meters);
  }

  private static Counter dropped(String kind, MeterRegistry meters) {
    return Counter.builder("realtime.frames.dropped")
        .description(
            "frames that a client did not get because it, or the loop that writes to it, was behind")
        .tag("kind", kind)
        .register(meters);
  }

  /** Once for each connection that does not get it. */
  public void dropped(boolean passing, int connections) {
    (passing ? droppedPassing : droppedEvents).increment(connections);
  }

  void passed(int connections) {
    passing.increment(connections);
  }

  /** To somebody who comes back, of what happened meanwhile: how long ago is no delay. */
  void toldLater(int events) {
    deliveries.increment(events);
    frames.increment();
  }

  void written(Batch batch, int connections) {
    deliveries.increment((double) batch.size() * connections);
    frames.increment(connections);
    Instant now = clock.instant();
    batch.times().forEach(time -> delay.record(Duration.between(time, now)));
  }
}
