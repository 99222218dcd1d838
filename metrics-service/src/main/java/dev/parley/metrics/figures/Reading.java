package dev.parley.metrics.figures;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one instance told of itself at one moment. What it did not tell is absent, not 0. */
public record Reading(Instant at, Requests requests, Map<Measure, Double> values) {

  public Reading {
    values = Map.copyOf(values);
  }

  public @Nullable Double get(Measure measure) {
    return values.get(measure);
  }

  /** Counters begin at 0 in a new process: known by its start, and by counters that fell. */
  boolean isOfTheSameProcessAs(Reading earlier) {
    Double start = get(Measure.STARTED_AT);
    Double earlierStart = earlier.get(Measure.STARTED_AT);
    boolean sameStart = start == null || earlierStart == null || start.equals(earlierStart);
    return sameStart && requests.count() >= earlier.requests.count();
  }
}
