package dev.parley.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one or more instances did between the first and the last reading of a time span.
 *
 * @param seconds how long that was; of several instances the longest
 */
public record Window(
    double seconds,
    double requestsPerSecond,
    Requests requests,
    Map<Measure, Double> increases,
    Map<String, Requests> routes,
    Map<String, CacheLookups> caches) {

  public static final Window EMPTY = new Window(0, 0, Requests.NONE, Map.of(), Map.of(), Map.of());

  /**
   * Of one instance's readings, oldest first. Null where fewer than two lie within the span: there
   * is nothing yet to take a difference of.
   */
  public static @Nullable Window of(List<Reading> readings, Duration span) {
    return readings.isEmpty() ? null : since(readings, readings.getLast().at().minus(span));
  }

  /** The same, of those since a moment. */
  public static @Nullable Window since(List<Reading> readings, Instant from) {
    var within = readings.stream().filter(reading -> !reading.at().isBefore(from)).toList();
    if (within.size() < 2) {
      return null;
    }
    double seconds =
        Duration.between(within.getFirst().at(), within.getLast().at()).toNanos() / 1e9;
    if (seconds <= 0) {
      return null;
    }
    var sum = new Sum();
    // within one process only its first and last reading count
    Reading first = within.getFirst();
    for (int i = 1; i < within.size(); i++) {
      if (!within.get(i).isOfTheSameProcessAs(within.get(i - 1))) {
        sum.add(first, within.get(i - 1));
        sum.add(null, within.get(i));
        first = within.get(i);
      }
    }
    sum.add(first, within.getLast());
    return new Window(
        seconds,
        sum.requests.count() / seconds,
        sum.requests,
        sum.increases,
        sum.routes,
        sum.caches);
  }

  /** Rates are added: the instances worked side by side. */
  public Window plus(Window other) {
    return new Window(
        Math.max(seconds, other.seconds),
        requestsPerSecond + other.requestsPerSecond,
        requests.plus(other.requests),
        merged(increases, other.increases, Double::sum),
        merged(routes, other.routes, Requests::plus),
        merged(caches, other.caches, CacheLookups::plus));
  }

  public @Nullable Double quantile(double q) {
    return quantile(requests, q);
  }

  public static @Nullable Double quantile(Requests requests, double q) {
    var seconds = requests.durations().quantile(q);
    return seconds.isPresent() ? seconds.getAsDouble() : null;
  }

  /** Null where nothing was served: nothing divided by nothing is not 0. */
  public @Nullable Double errorRate() {
    return errorRate(requests);
  }

  public static @Nullable Double errorRate(Requests requests) {
    return requests.count() > 0 ? Math.min(1, requests.errors() / requests.count()) : null;
  }

  private static <K, V> Map<K, V> merged(Map<K, V> one, Map<K, V> other, BinaryOperator<V> plus) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    var sum = new HashMap<>(one);
    other.forEach((key, value) -> sum.merge(key, value, plus));
    return sum;
  }

  /** Adds up what processes did, one after the other. */
  private static final class Sum {
    private Requests requests = Requests.NONE;
    private final Map<Measure, Double> increases = new EnumMap<>(Measure.class);
    private final Map<String, Requests> routes = new HashMap<>();
    private final Map<String, CacheLookups> caches = new HashMap<>();

    /** Null: a process that began within, of which all counts. */
    void add(@Nullable Reading earlier, Reading later) {
      requests =
          requests.plus(
              earlier == null ? later.requests() : later.requests().since(earlier.requests()));
      later.values().forEach((measure, value) -> add(measure, earlier, value));
      later
          .routes()
          .forEach(
              (route, of) -> {
                Requests before = earlier == null ? null : earlier.routes().get(route);
                Requests came = before == null ? of : of.since(before);
                if (came.count() > 0) {
                  routes.merge(route, came, Requests::plus);
                }
              });
      later
          .caches()
          .forEach(
              (kind, of) -> {
                CacheLookups before = earlier == null ? null : earlier.caches().get(kind);
                caches.merge(kind, before == null ? of : of.since(before), CacheLookups::plus);
              });
    }

    private void add(Measure measure, @Nullable Reading earlier, double value) {
      if (measure.isCounter()) {
        Double before = earlier == null ? null : earlier.get(measure);
        increases.merge(
            measure, before == null || value < before ? value : value - before, Double::sum);
      }
    }
  }
}
