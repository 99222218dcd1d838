package dev.parley.search.engine;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be found. */
public enum Kind {
  @JsonProperty("message")
  MESSAGE,
  @JsonProperty("conversation")
  CONVERSATION
}
