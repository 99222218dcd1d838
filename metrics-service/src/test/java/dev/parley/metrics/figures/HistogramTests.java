package dev.parley.metrics.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTests {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void findsTheQuantilesOfAnEvenSpread() {
    // 1,000 durations, one each millisecond, in buckets of 10 ms
    var counts = new TreeMap<Double, Double>();
    IntStream.rangeClosed(1, 100).forEach(i -> counts.put(i / 100.0, i * 10.0));
    counts.put(INFINITY, 1000.0);
    var histogram = Histogram.of(counts);
    assertThat(histogram.quantile(0.5)).hasValueCloseTo(0.5, within(1e-9));
    assertThat(histogram.quantile(0.95)).hasValueCloseTo(0.95, within(1e-9));
    assertThat(histogram.quantile(0.99)).hasValueCloseTo(0.99, within(1e-9));
  }

  @Test
  void drawsAStraightLineWithinABucket() {
    var histogram = Histogram.of(Map.of(0.1, 0.0, 0.2, 40.0, INFINITY, 40.0));
    assertThat(histogram.quantile(0.5)).hasValueCloseTo(0.15, within(1e-9));
    assertThat(histogram.quantile(0.25)).hasValueCloseTo(0.125, within(1e-9));
  }

  /** 99 fast and one slow here, 1 fast and 9 slow there: a mean of the p95s would be wrong. */
  @Test
  void takesTheQuantileOfTheSumAndNotTheMeanOfQuantiles() {
    var busyAndFast = Histogram.of(Map.of(0.01, 990.0, 1.0, 1000.0, INFINITY, 1000.0));
    var idleAndSlow = Histogram.of(Map.of(0.01, 1.0, 1.0, 10.0, INFINITY, 10.0));
    double fast = busyAndFast.quantile(0.95).orElseThrow();
    double slow = idleAndSlow.quantile(0.95).orElseThrow();
    assertThat(busyAndFast.plus(idleAndSlow).quantile(0.95))
        .hasValueCloseTo(0.01 * (0.95 * 1010) / 991, within(1e-9));
    assertThat((fast + slow) / 2).isGreaterThan(0.4);
  }

  @Test
  void saysNoMoreThanItKnowsBeyondTheLastBound() {
    assertThat(Histogram.of(Map.of(1.0, 1.0, INFINITY, 100.0)).quantile(0.99)).hasValue(1.0);
  }

  @Test
  void knowsNothingOfNothing() {
    assertThat(Histogram.EMPTY.quantile(0.5)).isEmpty();
    assertThat(Histogram.of(Map.of(1.0, 0.0, INFINITY, 0.0)).quantile(0.5)).isEmpty();
  }

  @Test
  void addsUpDifferentBounds() {
    var coarse = Histogram.of(Map.of(1.0, 10.0, INFINITY, 10.0));
    var fine = Histogram.of(Map.of(0.5, 10.0, 1.0, 10.0, INFINITY, 10.0));
    assertThat(coarse.plus(fine).quantile(0.75)).hasValueCloseTo(0.75, within(1e-9));
    assertThat(coarse.plus(fine).quantile(1)).hasValueCloseTo(1.0, within(1e-9));
  }

  @Test
  void staysSoundWhenCountsFall() {
    assertThat(Histogram.of(Map.of(0.1, 10.0, 0.2, 3.0, INFINITY, 12.0)).quantile(0.5))
        .hasValueCloseTo(0.06, within(1e-9));
  }
}
