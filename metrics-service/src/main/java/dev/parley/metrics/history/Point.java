package dev.parley.metrics.history;

/** One value of one metric in a minute, of a service or of {@link #ALL} together. */
public record Point(String metric, String service, double value) {

  public static final String ALL = "all";
}
