package dev.parley.metrics.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One metric over time, in even steps: where nothing is known there is a null, and no 0. */
@Component
class HistoryQuery {

  private final Samples samples;

  HistoryQuery(Samples samples) {
    this.samples = samples;
  }

  /** A step may be coarser than what is asked for: nothing finer is kept of what is that old. */
  static Duration possible(Duration step, Instant from, Instant now) {
    Duration finest = resolution(step, from, now).step;
    long times = Math.max(1, Math.ceilDiv(step.toSeconds(), finest.toSeconds()));
    return finest.multipliedBy(times);
  }

  List<Point> points(
      Metric metric, String service, Instant from, Instant to, Duration step, Instant now) {
    Resolution resolution = resolution(step, from, now);
    Map<Instant, Sample> sums = new TreeMap<>();
    for (var one : samples.read(resolution, metric.series(), service, from, to)) {
      sums.merge(Resolution.begun(one.at(), step), one.sample(), Sample::plus);
    }
    var points = new ArrayList<Point>();
    Instant first = Resolution.begun(from, step);
    if (first.isBefore(from)) {
      // began before what was asked for, and would tell of a part of itself
      first = first.plus(step);
    }
    for (Instant at = first; at.isBefore(to); at = at.plus(step)) {
      points.add(new Point(at, valueOf(metric, sums.get(at))));
    }
    return points;
  }

  private static @Nullable Double valueOf(Metric metric, @Nullable Sample sample) {
    return sample == null ? null : metric.valueOf(sample);
  }

  /** The coarsest that is fine enough; where that is gone already, the finest that is kept. */
  private static Resolution resolution(Duration step, Instant from, Instant now) {
    Resolution found = Resolution.FINE;
    for (Resolution each : Resolution.values()) {
      boolean fineEnough = each.step.compareTo(step) <= 0;
      boolean gone = from.isBefore(now.minus(found.kept));
      if (fineEnough || gone) {
        found = each;
      }
    }
    return found;
  }
}
