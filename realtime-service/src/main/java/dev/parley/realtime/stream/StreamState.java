package dev.parley.realtime.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this instance knows enough to serve: it does once it has read to the end of what was
 * there when it started. A broker that goes away later does not make it unready, since no other
 * instance could do better.
 */
@Component("stream")
public final class StreamState implements HealthIndicator {

  private volatile boolean caughtUp;
  private volatile long lag;
  private volatile String trouble = "starting";

  StreamState(MeterRegistry meters) {
    Gauge.builder("realtime.stream.lag", this, state -> state.lag)
        .description("events that are in Kafka and not yet handled here")
        .register(meters);
  }

  public boolean caughtUp() {
    return caughtUp;
  }

  void reachedTheEnd() {
    caughtUp = true;
  }

  void lag(long events) {
    lag = events;
    trouble = "";
  }

  void trouble(String what) {
    trouble = what;
  }

  @Override
  public Health health() {
    var health = caughtUp ? Health.up() : Health.outOfService();
    health.withDetail("lag", lag);
    if (!trouble.isEmpty()) {
      health.withDetail("trouble", trouble);
    }
    return health.build();
  }
}
