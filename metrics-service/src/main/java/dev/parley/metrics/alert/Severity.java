package dev.parley.metrics.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

enum Severity {
  @JsonProperty("warning")
  WARNING,
  @JsonProperty("critical")
  CRITICAL;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Severity of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
