package dev.parley.metrics.scrape;

import dev.parley.metrics.figures.Histogram;
import dev.parley.metrics.figures.Requests;
import java.util.HashMap;
import java.util.Map;

/** What the lines of one route come to, whatever it answered. */
final class RouteSum {

  private double count;
  private double errors;
  private final Map<Double, Double> buckets = new HashMap<>();

  void add(Sample sample) {
    if (sample.name().equals(Readings.DURATION + "_count")) {
      count += sample.value();
      errors += sample.label("status").startsWith("5") ? sample.value() : 0;
    } else if (sample.name().equals(Readings.DURATION + "_bucket")) {
      addBucket(sample);
    }
  }

  Requests requests() {
    return new Requests(count, errors, Histogram.of(buckets));
  }

  private void addBucket(Sample sample) {
    String bound = sample.label("le");
    try {
      buckets.merge(
          bound.equals("+Inf") ? Double.POSITIVE_INFINITY : LineReader.number(bound),
          sample.value(),
          Double::sum);
    } catch (MalformedLineException _) {
      // a bucket without a bound says nothing; the count beside it still stands
    }
  }
}
