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
    AlertMetric about = or(metric, AlertMetric.RESPONSE_TIME);
    Comparison side = or(comparison, Comparison.ABOVE);
    double limit = or(threshold, 0.0);
    return new Rule(
        id,
        or(name, ""),
        about,
        or(service, AlertMetric.ALL),
        side,
        limit,
        or(clearAt, about.usualClearing(side, limit)),
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
    AlertMetric about = or(metric, before.metric());
    return threshold == null && comparison == null
        ? about.possible(before.clearAt())
        : about.usualClearing(
            or(comparison, before.comparison()), or(threshold, before.threshold()));
  }

  /** Whether a bound comes with it, or what bounds there may be. */
  boolean aboutBounds() {
    return threshold != null || clearAt != null || metric != null;
  }

  private static String canonical(String lasting) {
    return Lasting.write(Lasting.parse(lasting));
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
