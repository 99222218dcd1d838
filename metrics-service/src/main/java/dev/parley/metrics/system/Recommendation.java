package dev.parley.metrics.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What runs short, in words for people, with a stable code for programs. */
public record Recommendation(String code, String text, Severity severity) {

  public enum Severity {
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL
  }
}
