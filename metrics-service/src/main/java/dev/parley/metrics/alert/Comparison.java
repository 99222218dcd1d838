package dev.parley.metrics.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** On which side of the threshold things are bad. */
enum Comparison {
  @JsonProperty("above")
  ABOVE,
  @JsonProperty("below")
  BELOW;

  boolean isBeyond(double value, double limit) {
    return this == ABOVE ? value > limit : value < limit;
  }

  double worse(double one, double other) {
    return this == ABOVE ? Math.max(one, other) : Math.min(one, other);
  }

  double back(double threshold, double by) {
    return this == ABOVE ? threshold - by : threshold + by;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Comparison of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
