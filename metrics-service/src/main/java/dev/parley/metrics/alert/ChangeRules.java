package dev.parley.metrics.alert;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What admins do to rules. A rule that goes or is switched off takes its alert with it. */
@Service
class ChangeRules {

  private static final int MOST = 200;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final RuleStore rules;
  private final AlertStore alerts;
  private final Announce announce;
  private final Clock clock;

  ChangeRules(RuleStore rules, AlertStore alerts, Announce announce, Clock clock) {
    this.rules = rules;
    this.alerts = alerts;
    this.announce = announce;
    this.clock = clock;
  }

  @Transactional
  public Rule create(@Nullable UUID id, RuleFields given) {
    if (rules.count() >= MOST) {
      throw ProblemException.conflict(
          "alert_rule.too_many", "There are %d rules already; delete some.".formatted(MOST));
    }
    Rule rule = sound(given.asNew(id == null ? UuidCreator.getTimeOrderedEpoch() : id, now()));
    requirePossible(rule);
    requireSubject(rule);
    if (!rules.insert(rule)) {
      throw ProblemException.conflict("alert_rule.id_taken", "There is a rule with this id.");
    }
    return rule;
  }

  @Transactional
  public Rule change(UUID id, RuleFields given, IfMatch seen) {
    Rule before = rules.lock(id).orElseThrow(ChangeRules::unknown);
    seen.require(before);
    Rule after = sound(given.over(before, now()));
    if (given.aboutBounds()) {
      requirePossible(after);
    }
    boolean aboutAnotherFigure =
        before.metric() != after.metric() || !before.service().equals(after.service());
    if (aboutAnotherFigure) {
      requireSubject(after);
    }
    rules.update(after);
    if (!after.enabled() || aboutAnotherFigure || before.comparison() != after.comparison()) {
      end(id);
    }
    return after;
  }

  @Transactional
  public Rule delete(UUID id, IfMatch seen) {
    Rule rule = rules.lock(id).orElseThrow(ChangeRules::unknown);
    seen.require(rule);
    end(id);
    rules.delete(id);
    return rule;
  }

  private void end(UUID rule) {
    Alert open = alerts.open(rule).orElse(null);
    if (open == null) {
      return;
    }
    if (open.state() == Alert.State.PENDING) {
      alerts.delete(open);
    } else {
      Alert over = open.resolved(now());
      alerts.save(over, now());
      announce.tell(over, true, now());
    }
  }

  private static Rule sound(Rule rule) {
    require(Double.isFinite(rule.threshold()), "threshold", "must be a number that there is");
    require(Double.isFinite(rule.clearAt()), "clear_at", "must be a number that there is");
    require(
        !rule.comparison().isBeyond(rule.clearAt(), rule.threshold()),
        "clear_at",
        "must be on the good side of the threshold");
    require(rule.patience().compareTo(LONGEST) <= 0, "for", "must be a day at most");
    return rule;
  }

  /** 80 where 80 % was meant would never raise an alert. */
  private static void requirePossible(Rule rule) {
    requirePossible(rule.metric(), rule.threshold(), "threshold");
    requirePossible(rule.metric(), rule.clearAt(), "clear_at");
  }

  private static void requirePossible(AlertMetric metric, double bound, String field) {
    require(
        metric.possible(bound) == bound,
        field,
        "must be between 0 and 1, since " + metric.stored() + " is a share");
  }

  /** What nobody tells of would never raise an alert, and nobody would know. */
  private static void requireSubject(Rule rule) {
    Set<String> services = rule.metric().services();
    require(
        rule.service().equals(AlertMetric.ALL) || services.contains(rule.service()),
        "service",
        "must be "
            + Stream.concat(services.stream().sorted(), Stream.of(AlertMetric.ALL))
                .collect(Collectors.joining(", "))
            + " with "
            + rule.metric().stored());
  }

  private static void require(boolean holds, String field, String what) {
    if (!holds) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Some fields are not valid; 'errors' says which.",
          new FieldError("/" + field, what));
    }
  }

  static ProblemException unknown() {
    return ProblemException.notFound("alert_rule.not_found", "There is no such rule.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
