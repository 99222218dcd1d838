package dev.parley.metrics.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is, or was, broken, with what the rule said then.
 *
 * @param value the last figure; of a resolved one that with which it ended
 * @param worst the furthest it went
 */
record Alert(
    UUID id,
    UUID ruleId,
    String rule,
    AlertMetric metric,
    String service,
    Comparison comparison,
    double threshold,
    Severity severity,
    State state,
    double value,
    double worst,
    Instant pendingAt,
    @Nullable Instant firedAt,
    @Nullable Instant resolvedAt) {

  enum State {
    /** Not for long enough yet. */
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("firing")
    FIRING,
    @JsonProperty("resolved")
    RESOLVED;

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  static Alert pending(UUID id, Rule rule, double value, Instant now) {
    return new Alert(
        id,
        rule.id(),
        rule.name(),
        rule.metric(),
        rule.service(),
        rule.comparison(),
        rule.threshold(),
        rule.severity(),
        State.PENDING,
        value,
        value,
        now,
        null,
        null);
  }

  Alert at(double now) {
    return with(state, now, firedAt, resolvedAt);
  }

  Alert firing(Instant now) {
    require(State.PENDING);
    return with(State.FIRING, value, now, null);
  }

  Alert resolved(Instant now) {
    require(State.FIRING);
    return with(State.RESOLVED, value, firedAt, now);
  }

  private void require(State wanted) {
    if (state != wanted) {
      throw new IllegalStateException("alert %s is %s".formatted(id, state));
    }
  }

  private Alert with(State next, double now, @Nullable Instant fired, @Nullable Instant resolved) {
    return new Alert(
        id,
        ruleId,
        rule,
        metric,
        service,
        comparison,
        threshold,
        severity,
        next,
        now,
        comparison.worse(worst, now),
        pendingAt,
        fired,
        resolved);
  }
}
