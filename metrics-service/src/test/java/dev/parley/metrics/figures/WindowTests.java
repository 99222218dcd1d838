package dev.parley.metrics.figures;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void takesTheDifferenceOfCounters() {
    Window window = window(at(0, 1, 1000, 100), at(20, 1, 1100, 105));
    assertThat(window.requestsPerSecond()).isCloseTo(5, within(1e-9));
    assertThat(window.errorRate()).isCloseTo(0.05, within(1e-9));
    assertThat(window.increases()).containsEntry(Measure.GC_PAUSE_SECONDS, 1.0);
  }

  @Test
  void countsFromNothingAfterARestart() {
    Window window =
        window(at(0, 1, 1000, 0), at(10, 1, 1050, 0), at(20, 2, 30, 0), at(30, 2, 40, 0));
    assertThat(window.requests().count()).isEqualTo(50 + 30 + 10);
    assertThat(window.requestsPerSecond()).isCloseTo(3, within(1e-9));
    assertThat(window.increases().get(Measure.GC_PAUSE_SECONDS)).isCloseTo(0.9, within(1e-9));
  }

  /** Counters alone would hide it: the new process has already served more than the old one. */
  @Test
  void noticesARestartByTheStartOfTheProcess() {
    assertThat(window(at(0, 1, 10, 0), at(10, 2, 50, 0)).requests().count()).isEqualTo(50);
  }

  @Test
  void noticesAResetWithoutAStartingTime() {
    var first = new Reading(START, requests(100, 0), Map.of());
    var second = new Reading(START.plusSeconds(10), requests(20, 0), Map.of());
    assertThat(window(first, second).requests().count()).isEqualTo(20);
  }

  @Test
  void looksNoFurtherBackThanItsSpan() {
    Window window = window(at(0, 1, 0, 0), at(100, 1, 900, 0), at(150, 1, 1000, 0));
    assertThat(window.requestsPerSecond()).isCloseTo(2, within(1e-9));
  }

  @Test
  void knowsNothingOfASingleReading() {
    assertThat(Window.of(List.of(at(0, 1, 1000, 0)), MINUTE)).isNull();
    assertThat(Window.of(List.of(at(0, 1, 1000, 0), at(90, 1, 1100, 0)), MINUTE)).isNull();
    assertThat(Window.of(List.of(), MINUTE)).isNull();
  }

  @Test
  void hasNoErrorRateWhereNothingWasServed() {
    Window window = window(at(0, 1, 1000, 3), at(10, 1, 1000, 3));
    assertThat(window.requestsPerSecond()).isZero();
    assertThat(window.errorRate()).isNull();
    assertThat(window.quantile(0.5)).isNull();
  }

  @Test
  void addsUpWhatInstancesDidSideBySide() {
    Window both =
        window(at(0, 1, 0, 0), at(10, 1, 100, 10)).plus(window(at(3, 1, 0, 0), at(8, 1, 100, 0)));
    assertThat(both.requestsPerSecond()).isCloseTo(10 + 20, within(1e-9));
    assertThat(both.errorRate()).isCloseTo(0.05, within(1e-9));
    assertThat(both.requests().durations().quantile(0.5)).hasValueCloseTo(0.05, within(1e-9));
  }

  private static Window window(Reading... readings) {
    return requireNonNull(Window.of(List.of(readings), MINUTE));
  }

  private static Reading at(int second, double process, double count, double errors) {
    return new Reading(
        START.plusSeconds(second),
        requests(count, errors),
        Map.of(Measure.STARTED_AT, process, Measure.GC_PAUSE_SECONDS, count / 100));
  }

  private static Requests requests(double count, double errors) {
    return new Requests(
        count, errors, Histogram.of(Map.of(0.1, count, Double.POSITIVE_INFINITY, count)));
  }
}
