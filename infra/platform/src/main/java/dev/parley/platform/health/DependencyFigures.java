package dev.parley.platform.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether what this instance needs is there, as a figure for each. Reading never waits: it only
 * sees to it that the next reading is not much older than a look's age.
 */
final class DependencyFigures implements MeterBinder {

  private static final Duration A_LOOK_LASTS = Duration.ofSeconds(4);

  private final HealthCheck check;
  private final AtomicLong dueAt = new AtomicLong(System.nanoTime());
  private volatile Map<String, String> last = Map.of();

  DependencyFigures(HealthCheck check) {
    this.check = check;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String name : check.dependencies()) {
      Gauge.builder("parley.dependency.up", this, figures -> figures.of(name))
          .description("1: it answers; 0: it does not")
          .tag("dependency", name)
          .register(registry);
    }
  }

  private double of(String name) {
    long due = dueAt.get();
    long now = System.nanoTime();
    if (now - due >= 0 && dueAt.compareAndSet(due, now + A_LOOK_LASTS.toNanos())) {
      var _ = check.ask().thenAccept(found -> last = found.dependencies());
    }
    String word = last.get(name);
    return word == null ? Double.NaN : word.equals(InstanceHealth.OK) ? 1 : 0;
  }
}
