package dev.parley.realtime.presence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The further up, the more it counts. */
public enum Status {
  @JsonProperty("online")
  ONLINE,
  @JsonProperty("away")
  AWAY,
  @JsonProperty("offline")
  OFFLINE;

  /** What a client may say of itself; null for anything else. */
  public static @Nullable Status said(@Nullable String text) {
    return "online".equals(text) ? ONLINE : "away".equals(text) ? AWAY : null;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Status of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
