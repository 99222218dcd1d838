package dev.parley.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One rule's life: pending, firing, resolved. */
class StepTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Rule CPU = rule(Comparison.ABOVE, 0.8, 0.7, "1m");

  @Test
  void firesOnlyAfterItHasLasted() {
    Alert pending = begun(CPU, 0.9);
    assertThat(pending.state()).isEqualTo(Alert.State.PENDING);
    assertThat(step(CPU, pending, 0.95, 59)).isInstanceOf(Step.Continue.class);
    assertThat(step(CPU, pending, 0.85, 60))
        .isInstanceOfSatisfying(
            Step.Fire.class,
            fire -> {
              assertThat(fire.alert().firedAt()).isEqualTo(START.plusSeconds(60));
              assertThat(fire.alert().value()).isEqualTo(0.85);
              assertThat(fire.alert().worst()).isEqualTo(0.9);
            });
  }

  @Test
  void forgetsWhatDidNotLast() {
    assertThat(step(CPU, begun(CPU, 0.9), 0.79, 30)).isInstanceOf(Step.Forget.class);
  }

  @Test
  void firesAtOnceWhereNoPatienceIsWanted() {
    assertThat(step(rule(Comparison.ABOVE, 0.8, 0.7, "0s"), null, 0.9, 0))
        .isInstanceOf(Step.Fire.class);
  }

  /** A figure that sways about the threshold would else wake people up each minute. */
  @Test
  void staysUntilItIsWellClearOfTheThreshold() {
    Alert firing = begun(CPU, 0.9).firing(START);
    assertThat(step(CPU, firing, 0.79, 100)).isInstanceOf(Step.Continue.class);
    assertThat(step(CPU, firing, 0.71, 100)).isInstanceOf(Step.Continue.class);
    assertThat(step(CPU, firing, 0.70, 100)).isInstanceOf(Step.Resolve.class);
  }

  @Test
  void knowsTheOtherDirection() {
    Rule ratio = rule(Comparison.BELOW, 0.7, 0.75, "0s");
    assertThat(step(ratio, null, 0.71, 0)).isInstanceOf(Step.Nothing.class);
    assertThat(step(ratio, null, 0.69, 0)).isInstanceOf(Step.Fire.class);
    Alert firing = begun(ratio, 0.5).firing(START);
    assertThat(step(ratio, firing, 0.74, 10)).isInstanceOf(Step.Continue.class);
    assertThat(step(ratio, firing, 0.76, 10))
        .isInstanceOfSatisfying(
            Step.Resolve.class, resolved -> assertThat(resolved.alert().worst()).isEqualTo(0.5));
  }

  /** That nothing is known is no good news, and no bad. */
  @Test
  void nothingFiresOrIsResolvedWhileNothingIsKnown() {
    assertThat(step(CPU, null, null, 0)).isInstanceOf(Step.Nothing.class);
    assertThat(step(CPU, begun(CPU, 0.9), null, 600)).isInstanceOf(Step.Forget.class);
    assertThat(step(CPU, begun(CPU, 0.9).firing(START), Double.NaN, 600))
        .isInstanceOf(Step.Nothing.class);
  }

  private static Step step(Rule rule, @Nullable Alert open, @Nullable Double value, int second) {
    return Step.of(rule, open, value, START.plusSeconds(second), UUID::randomUUID);
  }

  private static Alert begun(Rule rule, double value) {
    return Alert.pending(UUID.randomUUID(), rule, value, START);
  }

  private static Rule rule(Comparison side, double threshold, double clearAt, String lasting) {
    return new Rule(
        UUID.randomUUID(),
        "a rule",
        AlertMetric.CPU_USAGE,
        "all",
        side,
        threshold,
        clearAt,
        lasting,
        Severity.WARNING,
        true,
        START,
        START);
  }
}
