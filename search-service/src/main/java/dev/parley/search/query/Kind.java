package dev.parley.search.query;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be found. */
enum Kind {
  @JsonProperty("message")
  MESSAGE,
  @JsonProperty("conversation")
  CONVERSATION
}
