package dev.parley.metrics.figures;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * How many took how long: cumulative counts by upper bound, as Prometheus has them. Histograms are
 * added up first and a quantile is taken of the sum; a mean of quantiles would mean nothing.
 */
public final class Histogram {

  public static final Histogram EMPTY = new Histogram(new double[0], new double[0]);

  /** Shared by all that have the same ones: minutes of readings of every route are kept. */
  private final double[] bounds;

  private final double[] counts;

  private Histogram(double[] bounds, double[] counts) {
    this.bounds = bounds;
    this.counts = counts;
  }

  public static Histogram of(Map<Double, Double> cumulativeCounts) {
    var sorted = new TreeMap<>(cumulativeCounts);
    return new Histogram(unboxed(sorted.keySet().stream()), unboxed(sorted.values().stream()));
  }

  /** As {@link #bounds} and {@link #counts} gave them; both as long as each other. */
  public static Histogram of(double[] bounds, double[] counts) {
    if (bounds.length != counts.length) {
      throw new IllegalArgumentException("each bound has a count");
    }
    return new Histogram(bounds.clone(), counts.clone());
  }

  public double[] bounds() {
    return bounds.clone();
  }

  public double[] counts() {
    return counts.clone();
  }

  /** Bounds that only one of the two has are kept; the other one counts there as just below. */
  public Histogram plus(Histogram other) {
    if (bounds.length == 0 || other.bounds.length == 0) {
      return bounds.length == 0 ? other : this;
    }
    double[] all = unitedWith(other);
    return new Histogram(all, at(all, bound -> upTo(bound) + other.upTo(bound)));
  }

  Histogram minus(Histogram earlier) {
    return new Histogram(bounds, at(bounds, bound -> upTo(bound) - earlier.upTo(bound)));
  }

  /** Equal bounds are kept once. */
  Histogram sharing(Histogram other) {
    return Arrays.equals(bounds, other.bounds) ? new Histogram(other.bounds, counts) : this;
  }

  /** Seconds, by straight lines within a bucket; empty where nothing was counted. */
  public OptionalDouble quantile(double q) {
    if (counts.length == 0 || !(counts[counts.length - 1] > 0)) {
      return OptionalDouble.empty();
    }
    double rank = q * counts[counts.length - 1];
    double below = 0;
    double lower = 0;
    for (int i = 0; i < bounds.length; i++) {
      double upper = bounds[i];
      // never falls, whatever was sent
      double upTo = Math.max(below, counts[i]);
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

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram it
        && Arrays.equals(bounds, it.bounds)
        && Arrays.equals(counts, it.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  private double[] unitedWith(Histogram other) {
    return Arrays.equals(bounds, other.bounds)
        ? bounds
        : DoubleStream.concat(Arrays.stream(bounds), Arrays.stream(other.bounds))
            .distinct()
            .sorted()
            .toArray();
  }

  private static double[] at(double[] bounds, java.util.function.DoubleUnaryOperator count) {
    double[] counts = new double[bounds.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = count.applyAsDouble(bounds[i]);
    }
    return counts;
  }

  private double upTo(double bound) {
    int found = Arrays.binarySearch(bounds, bound);
    int last = found >= 0 ? found : -found - 2;
    return last < 0 ? 0 : counts[last];
  }

  private static double[] unboxed(java.util.stream.Stream<Double> values) {
    return values.mapToDouble(Double::doubleValue).toArray();
  }
}
