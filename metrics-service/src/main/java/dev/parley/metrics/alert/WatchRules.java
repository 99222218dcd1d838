package dev.parley.metrics.alert;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds what is against what the rules say. For one instance at a time; a second is harmless. */
@Service
public class WatchRules {

  private static final Duration KEPT = Duration.ofDays(90);

  /**
   * As long as the figures of one look go back; of what was between two further apart nobody knows.
   */
  private static final Duration A_LOOK_TELLS_OF = Duration.ofMinutes(1);

  private final RuleStore rules;
  private final AlertStore alerts;
  private final Announce announce;

  WatchRules(RuleStore rules, AlertStore alerts, Announce announce) {
    this.rules = rules;
    this.alerts = alerts;
    this.announce = announce;
  }

  @Transactional
  public void look(Observations now) {
    alerts.forgetUnwatched(now.at().minus(A_LOOK_TELLS_OF));
    for (Rule rule : rules.enabled()) {
      Alert open = alerts.open(rule.id()).orElse(null);
      take(Step.of(rule, open, now.of(rule), now.at(), UuidCreator::getTimeOrderedEpoch), now.at());
    }
  }

  @Transactional
  public void forgetOld(Instant now) {
    alerts.forget(now.minus(KEPT));
  }

  private void take(Step step, Instant now) {
    switch (step) {
      case Step.Nothing() -> {}
      case Step.Begin(Alert alert) -> alerts.save(alert, now);
      case Step.Continue(Alert alert) -> alerts.save(alert, now);
      case Step.Forget(Alert alert) -> alerts.delete(alert);
      case Step.Fire(Alert alert) -> tell(alert, now);
      case Step.Resolve(Alert alert) -> tell(alert, now);
    }
  }

  private void tell(Alert alert, Instant now) {
    alerts.save(alert, now);
    announce.tell(alert, false, now);
  }
}
