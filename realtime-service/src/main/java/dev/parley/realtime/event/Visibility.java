package dev.parley.realtime.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who besides its members may read a conversation. */
public enum Visibility {
  @JsonProperty("private")
  PRIVATE,
  @JsonProperty("project")
  PROJECT,
  @JsonProperty("public")
  PUBLIC
}
