package dev.parley.chat.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who may read a conversation beside its members. */
public enum Visibility {
  @JsonProperty("private")
  PRIVATE,
  @JsonProperty("project")
  PROJECT,
  @JsonProperty("public")
  PUBLIC;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Visibility of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
