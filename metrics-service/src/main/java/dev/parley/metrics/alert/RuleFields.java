package dev.parley.metrics.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client says of a rule; null is what it does not say. */
record RuleFields(
    @Nullable String name,
    @Nullable AlertMetric metric,
    @Nullable String service,
    @Nullable Comparison comparison,
    @Nullable Double threshold,
    @Nullable Double clearAt,
    @Nullable String lasting,
    @Nullable Severity severity,
    @Nullable Boolean enabled) {

  private static final String AT_ONCE = "0s";

  /** All that has no usual value has been required before. */
  Rule asNew(UUID id, Instant now) {
    Comparison side = or(comparison, Comparison.ABOVE);
    double limit = or(threshold, 0.0);
    return new Rule(
        id,
        or(name, ""),
        or(metric, AlertMetric.RESPONSE_TIME),
        or(service, AlertMetric.ALL),
        side,
        limit,
        or(clearAt, side.usualClearing(limit)),
        canonical(or(lasting, AT_ONCE)),
        or(severity, Severity.WARNING),
        or(enabled, true),
        now,
        now);
  }

  Rule over(Rule before, Instant now) {
    return new Rule(
        before.id(),
        or(name, before.name()),
        or(metric, before.metric()),
        or(service, before.service()),
        or(comparison, before.comparison()),
        or(threshold, before.threshold()),
        or(clearAt, clearingAfter(before)),
        canonical(or(lasting, before.lasting())),
        or(severity, before.severity()),
        or(enabled, before.enabled()),
        before.createdAt(),
        now);
  }

  /** Where only the threshold moves, the point where it ends moves along. */
  private double clearingAfter(Rule before) {
    return threshold == null && comparison == null
        ? before.clearAt()
        : or(comparison, before.comparison()).usualClearing(or(threshold, before.threshold()));
  }

  private static String canonical(String lasting) {
    return Lasting.write(Lasting.parse(lasting));
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
