package dev.parley.metrics.overview;

import dev.parley.metrics.figures.CacheLookups;
import dev.parley.metrics.figures.Histogram;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Reading;
import dev.parley.metrics.figures.Requests;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Instances that have been read twice within a minute. */
final class FleetOf {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private FleetOf() {}

  static Instance up(String service, Map<Measure, Double> values) {
    return new Instance(
        service,
        service + "-0",
        Status.UP,
        null,
        0,
        List.of(reading(NOW.minusSeconds(30), 1, values), reading(NOW, 2, values)));
  }

  /** Read every half minute; what it said, the newest last. */
  static Instance saying(String service, Measure measure, double... values) {
    List<Reading> readings =
        IntStream.range(0, values.length)
            .mapToObj(
                i ->
                    reading(
                        NOW.minusSeconds(30L * (values.length - 1 - i)),
                        i,
                        Map.of(measure, values[i])))
            .toList();
    return new Instance(service, service + "-0", Status.UP, null, 0, readings);
  }

  private static Reading reading(Instant at, int times, Map<Measure, Double> values) {
    double count = times * 1000.0;
    var durations = Histogram.of(Map.of(0.1, count, Double.POSITIVE_INFINITY, count));
    return new Reading(
        at,
        new Requests(count, times, durations),
        values,
        Map.of(),
        Map.of("profile", new CacheLookups(count / 2, count)));
  }
}
