package dev.parley.metrics.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of an alert, as it goes over the wire; the same to everybody. */
sealed interface AlertNews {

  String type();

  UUID ruleId();

  UUID alertId();

  record Raised(
      UUID alertId,
      UUID ruleId,
      String rule,
      AlertMetric metric,
      String service,
      Comparison comparison,
      double threshold,
      double value,
      Severity severity,
      Instant raisedAt)
      implements AlertNews {

    @Override
    public String type() {
      return "ops.alert.raised";
    }
  }

  /**
   * @param value null where it ended because the rule did
   */
  record Cleared(
      UUID alertId,
      UUID ruleId,
      String rule,
      AlertMetric metric,
      String service,
      Comparison comparison,
      double threshold,
      @Nullable Double value,
      Severity severity,
      Instant raisedAt,
      Instant clearedAt)
      implements AlertNews {

    @Override
    public String type() {
      return "ops.alert.cleared";
    }
  }

  static AlertNews of(Alert alert, boolean byItsRule, Instant now) {
    Instant raised = alert.firedAt() == null ? now : alert.firedAt();
    return alert.state() == Alert.State.RESOLVED
        ? new Cleared(
            alert.id(),
            alert.ruleId(),
            alert.rule(),
            alert.metric(),
            alert.service(),
            alert.comparison(),
            alert.threshold(),
            byItsRule ? null : alert.value(),
            alert.severity(),
            raised,
            now)
        : new Raised(
            alert.id(),
            alert.ruleId(),
            alert.rule(),
            alert.metric(),
            alert.service(),
            alert.comparison(),
            alert.threshold(),
            alert.value(),
            alert.severity(),
            raised);
  }
}
