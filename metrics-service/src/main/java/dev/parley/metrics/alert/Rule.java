package dev.parley.metrics.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * When to raise an alert.
 *
 * @param service whose figure, or {@code all}
 * @param clearAt where it ends again: between this and the threshold nothing changes
 * @param lasting how long it has to be so before anybody is told
 */
record Rule(
    UUID id,
    String name,
    AlertMetric metric,
    String service,
    Comparison comparison,
    double threshold,
    double clearAt,
    @JsonProperty("for") String lasting,
    Severity severity,
    boolean enabled,
    Instant createdAt,
    Instant updatedAt) {

  boolean isBrokenBy(double value) {
    return comparison.isBeyond(value, threshold);
  }

  boolean isClearedBy(double value) {
    return !comparison.isBeyond(value, clearAt);
  }

  Duration patience() {
    return Lasting.parse(lasting);
  }
}
