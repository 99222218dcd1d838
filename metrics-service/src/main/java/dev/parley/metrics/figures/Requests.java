package dev.parley.metrics.figures;

/** Requests served since a process began, or within a window. Errors are answers of 5xx. */
public record Requests(double count, double errors, Histogram durations) {

  public static final Requests NONE = new Requests(0, 0, Histogram.EMPTY);

  public Requests plus(Requests other) {
    return new Requests(
        count + other.count, errors + other.errors, durations.plus(other.durations));
  }

  /** What came since an earlier reading of the same process. */
  Requests since(Requests earlier) {
    return new Requests(
        count - earlier.count,
        Math.max(0, errors - earlier.errors),
        durations.minus(earlier.durations));
  }

  /** The earlier object itself where nothing has come since: most routes rest most of the time. */
  Requests sharing(Requests earlier) {
    return equals(earlier)
        ? earlier
        : new Requests(count, errors, durations.sharing(earlier.durations));
  }
}
