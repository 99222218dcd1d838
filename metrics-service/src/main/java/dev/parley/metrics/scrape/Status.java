package dev.parley.metrics.scrape;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the last attempt to read an instance ended. */
public enum Status {
  @JsonProperty("up")
  UP,
  /** Nothing listens, or no answer in time. */
  @JsonProperty("unreachable")
  UNREACHABLE,
  /** It refuses our token, or there is no token to be had. */
  @JsonProperty("unauthorized")
  UNAUTHORIZED,
  /** It answers, but not with metrics. */
  @JsonProperty("unreadable")
  UNREADABLE
}
