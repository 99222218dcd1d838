package dev.parley.platform.outbox;

import dev.parley.platform.telemetry.SlowOperations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * What the relay says about itself. The gauges tell what the last poll found: a scrape costs the
 * database nothing.
 */
final class RelayMeters {
  private final SlowOperations slow;
  private final Counter sent;
  private final Timer ack;
  private volatile int inFlight;
  private volatile int shardsOwned;
  private volatile double oldestSeconds;

  RelayMeters(MeterRegistry registry, SlowOperations slow) {
    this.slow = slow;
    sent =
        Counter.builder("parley.outbox.sent")
            .description("Events that Kafka acknowledged and that left the table")
            .register(registry);
    ack =
        Timer.builder("parley.outbox.ack")
            .description("From the first send of a batch to its last acknowledgement")
            .register(registry);
    Gauge.builder("parley.outbox.oldest.age", this, RelayMeters::oldestSeconds)
        .description("Age of the oldest event that waits in the shards this instance owns")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("parley.outbox.in.flight", this, meters -> meters.inFlight)
        .description("Events sent and not yet acknowledged")
        .register(registry);
    Gauge.builder("parley.outbox.shards.owned", this, meters -> meters.shardsOwned)
        .description("Shards whose events this instance sends")
        .register(registry);
  }

  void departed(int rowsInFlight) {
    inFlight = rowsInFlight;
  }

  void sent(Flight flight, int rowsInFlight) {
    inFlight = rowsInFlight;
    sent.increment(flight.ids().length);
    long nanos = flight.nanosSinceDeparture();
    ack.record(nanos, TimeUnit.NANOSECONDS);
    if (slow.has(nanos)) {
      try (var _ = flight.nameTrace()) {
        slow.tell(() -> "outbox to Kafka, %d events".formatted(flight.ids().length), nanos);
      }
    }
  }

  void polled(int shards, double seconds) {
    shardsOwned = shards;
    oldestSeconds = seconds;
  }

  int inFlight() {
    return inFlight;
  }

  int shardsOwned() {
    return shardsOwned;
  }

  double oldestSeconds() {
    return oldestSeconds;
  }

  double sent() {
    return sent.count();
  }
}
