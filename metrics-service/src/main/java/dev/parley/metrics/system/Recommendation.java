package dev.parley.metrics.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What runs short, in words for people, with a stable code for programs.
 *
 * @param text the other three in one
 */
public record Recommendation(
    String code, Severity severity, String cause, String figure, String action, String text) {

  public enum Severity {
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL
  }

  public static Recommendation of(
      String code, Severity severity, String cause, String figure, String action) {
    return new Recommendation(
        code, severity, cause, figure, action, "%s: %s. %s".formatted(cause, figure, action));
  }
}
