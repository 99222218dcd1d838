package dev.parley.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one or more instances did between the first and the last reading of a time span. */
public record Window(double requestsPerSecond, Requests requests, Map<Measure, Double> increases) {

  public static final Window EMPTY = new Window(0, Requests.NONE, Map.of());

  /**
   * Of one instance's readings, oldest first. Null where fewer than two lie within the span: there
   * is nothing yet to take a difference of.
   */
  public static @Nullable Window of(List<Reading> readings, Duration span) {
    if (readings.isEmpty()) {
      return null;
    }
    Instant from = readings.getLast().at().minus(span);
    var within = readings.stream().filter(reading -> !reading.at().isBefore(from)).toList();
    if (within.size() < 2) {
      return null;
    }
    Requests requests = Requests.NONE;
    var increases = new EnumMap<Measure, Double>(Measure.class);
    for (int i = 1; i < within.size(); i++) {
      Reading earlier = within.get(i - 1);
      Reading later = within.get(i);
      boolean same = later.isOfTheSameProcessAs(earlier);
      requests =
          requests.plus(same ? later.requests().since(earlier.requests()) : later.requests());
      addIncreases(increases, same ? earlier : null, later);
    }
    double seconds =
        Duration.between(within.getFirst().at(), within.getLast().at()).toNanos() / 1e9;
    return seconds <= 0 ? null : new Window(requests.count() / seconds, requests, increases);
  }

  /** Rates are added: the instances worked side by side. */
  public Window plus(Window other) {
    var sum = new EnumMap<Measure, Double>(Measure.class);
    sum.putAll(increases);
    other.increases.forEach((measure, increase) -> sum.merge(measure, increase, Double::sum));
    return new Window(
        requestsPerSecond + other.requestsPerSecond, requests.plus(other.requests), sum);
  }

  public @Nullable Double quantile(double q) {
    var seconds = requests.durations().quantile(q);
    return seconds.isPresent() ? seconds.getAsDouble() : null;
  }

  /** Null where nothing was served: nothing divided by nothing is not 0. */
  public @Nullable Double errorRate() {
    return requests.count() > 0 ? Math.min(1, requests.errors() / requests.count()) : null;
  }

  private static void addIncreases(
      Map<Measure, Double> increases, @Nullable Reading earlier, Reading later) {
    later
        .values()
        .forEach(
            (measure, value) -> {
              if (measure.isCounter()) {
                Double before = earlier == null ? Double.valueOf(0) : earlier.get(measure);
                double grown = before == null || value < before ? value : value - before;
                increases.merge(measure, grown, Double::sum);
              }
            });
  }
}
