package dev.parley.metrics.figures;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one instance told of itself at one moment. What it did not tell is absent, not 0.
 *
 * @param routes what of the requests was whose, by method and path pattern
 * @param caches by kind
 */
public record Reading(
    Instant at,
    Requests requests,
    Map<Measure, Double> values,
    Map<String, Requests> routes,
    Map<String, CacheLookups> caches) {

  public Reading {
    values = Map.copyOf(values);
    routes = Map.copyOf(routes);
    caches = Map.copyOf(caches);
  }

  public Reading(Instant at, Requests requests, Map<Measure, Double> values) {
    this(at, requests, values, Map.of(), Map.of());
  }

  public @Nullable Double get(Measure measure) {
    return values.get(measure);
  }

  /** Takes what has not changed from the reading before: that is most of it. */
  public Reading sharing(Reading earlier) {
    var shared = new HashMap<String, Requests>();
    routes.forEach(
        (route, of) -> {
          Requests before = earlier.routes.get(route);
          shared.put(route, before == null ? of : of.sharing(before));
        });
    return new Reading(at, requests.sharing(earlier.requests), values, shared, caches);
  }

  /** Counters begin at 0 in a new process: known by its start, and by counters that fell. */
  boolean isOfTheSameProcessAs(Reading earlier) {
    Double start = get(Measure.STARTED_AT);
    Double earlierStart = earlier.get(Measure.STARTED_AT);
    boolean sameStart = start == null || earlierStart == null || start.equals(earlierStart);
    return sameStart && requests.count() >= earlier.requests.count();
  }
}
