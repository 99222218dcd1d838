package dev.parley.metrics.alert;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a figure makes of a rule's alert. */
sealed interface Step {

  /** As it was. */
  record Nothing() implements Step {}

  record Begin(Alert alert) implements Step {}

  /** It did not last: nobody was told, and nothing is kept. */
  record Forget(Alert alert) implements Step {}

  record Continue(Alert alert) implements Step {}

  record Fire(Alert alert) implements Step {}

  record Resolve(Alert alert) implements Step {}

  /**
   * @param open the rule's alert, as far as it is not resolved
   * @param value null where it is not known, which is neither good nor bad: what fires goes on, and
   *     what has only begun has not lasted
   */
  static Step of(
      Rule rule, @Nullable Alert open, @Nullable Double value, Instant now, Supplier<UUID> ids) {
    if (value == null || value.isNaN()) {
      return open != null && open.state() == Alert.State.PENDING ? new Forget(open) : new Nothing();
    }
    if (open == null) {
      return rule.isBrokenBy(value)
          ? begin(rule, Alert.pending(ids.get(), rule, value, now), now)
          : new Nothing();
    }
    Alert at = open.at(value);
    return switch (open.state()) {
      case PENDING -> rule.isBrokenBy(value) ? begin(rule, at, now) : new Forget(open);
      case FIRING -> rule.isClearedBy(value) ? new Resolve(at.resolved(now)) : new Continue(at);
      case RESOLVED -> throw new IllegalArgumentException("alert " + open.id() + " is over");
    };
  }

  private static Step begin(Rule rule, Alert pending, Instant now) {
    if (!pending.pendingAt().plus(rule.patience()).isAfter(now)) {
      return new Fire(pending.firing(now));
    }
    return pending.pendingAt().equals(now) ? new Begin(pending) : new Continue(pending);
  }
}
