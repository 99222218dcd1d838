package dev.parley.metrics.history;

import dev.parley.metrics.figures.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One series of one service, or of {@link #ALL} together, in a stretch of time.
 *
 * @param sum of a share what is above the line, else the value itself
 * @param weight of a share what is below it
 */
public record Sample(
    Series series, String service, double sum, double weight, Histogram histogram) {

  public static final String ALL = "all";

  public static Sample share(Series series, String service, double sum, double weight) {
    return new Sample(series, service, sum, weight, Histogram.EMPTY);
  }

  public static Sample value(Series series, String service, double value) {
    return new Sample(series, service, value, 1, Histogram.EMPTY);
  }

  public static Sample histogram(Series series, String service, Histogram histogram) {
    return new Sample(series, service, 0, 0, histogram);
  }

  Sample plus(Sample other) {
    double sums =
        switch (series.form) {
          case SHARE, HISTOGRAM -> sum + other.sum;
          case HIGHEST -> Math.max(sum, other.sum);
          case LOWEST -> Math.min(sum, other.sum);
        };
    return new Sample(
        series, service, sums, weight + other.weight, histogram.plus(other.histogram));
  }

  /** Null: nothing divided by nothing is not 0. */
  @Nullable Double value() {
    return switch (series.form) {
      case SHARE -> weight > 0 ? sum / weight : null;
      case HIGHEST, LOWEST -> sum;
      case HISTOGRAM -> null;
    };
  }

  @Nullable Double quantile(double q) {
    var found = histogram.quantile(q);
    return found.isPresent() ? found.getAsDouble() : null;
  }
}
