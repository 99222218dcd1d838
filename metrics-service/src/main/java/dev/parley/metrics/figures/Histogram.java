package dev.parley.metrics.figures;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many took how long: cumulative counts by upper bound, as Prometheus has them. Histograms are
 * added up first and a quantile is taken of the sum; a mean of quantiles would mean nothing.
 */
public final class Histogram {

  public static final Histogram EMPTY = new Histogram(new TreeMap<>());

  private final NavigableMap<Double, Double> counts;

  private Histogram(NavigableMap<Double, Double> counts) {
    this.counts = Collections.unmodifiableNavigableMap(counts);
  }

  public static Histogram of(Map<Double, Double> cumulativeCounts) {
    return new Histogram(new TreeMap<>(cumulativeCounts));
  }

  /** Bounds that only one of the two has are kept; the other one counts there as just below. */
  public Histogram plus(Histogram other) {
    if (counts.isEmpty() || other.counts.isEmpty()) {
      return counts.isEmpty() ? other : this;
    }
    var bounds = new TreeSet<>(counts.keySet());
    bounds.addAll(other.counts.keySet());
    var sum = new TreeMap<Double, Double>();
    bounds.forEach(bound -> sum.put(bound, upTo(bound) + other.upTo(bound)));
    return new Histogram(sum);
  }

  Histogram minus(Histogram earlier) {
    var increase = new TreeMap<Double, Double>();
    counts.forEach((bound, count) -> increase.put(bound, count - earlier.upTo(bound)));
    return new Histogram(increase);
  }

  /** Seconds, by straight lines within a bucket; empty where nothing was counted. */
  public OptionalDouble quantile(double q) {
    if (counts.isEmpty() || !(counts.lastEntry().getValue() > 0)) {
      return OptionalDouble.empty();
    }
    double rank = q * counts.lastEntry().getValue();
    double below = 0;
    double lower = 0;
    for (var bucket : counts.entrySet()) {
      double upper = bucket.getKey();
      // never falls, whatever was sent
      double upTo = Math.max(below, bucket.getValue());
      if (upTo >= rank && upTo > below) {
        // beyond the last finite bound nothing is known but that it was longer
        return OptionalDouble.of(
            Double.isInfinite(upper)
                ? lower
                : lower + (upper - lower) * ((rank - below) / (upTo - below)));
      }
      below = upTo;
      lower = Double.isInfinite(upper) ? lower : upper;
    }
    return OptionalDouble.of(lower);
  }

  private double upTo(double bound) {
    var entry = counts.floorEntry(bound);
    return entry == null ? 0 : entry.getValue();
  }
}
