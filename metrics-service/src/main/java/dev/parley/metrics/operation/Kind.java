package dev.parley.metrics.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

enum Kind {
  @JsonProperty("cache_clear")
  CACHE_CLEAR,
  @JsonProperty("cache_warm")
  CACHE_WARM,
  @JsonProperty("database_optimize")
  DATABASE_OPTIMIZE;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
