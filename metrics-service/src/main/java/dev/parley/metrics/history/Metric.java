package dev.parley.metrics.history;

import dev.parley.metrics.history.Series.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked for: a series by its name, and of response times three quantiles.
 *
 * @param quantile null where the series is no histogram
 */
record Metric(String name, Series series, @Nullable Double quantile) {

  static final List<Metric> ALL = all();

  static Optional<Metric> named(String name) {
    return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  @Nullable Double valueOf(Sample sample) {
    return quantile == null ? sample.value() : sample.quantile(quantile);
  }

  private static List<Metric> all() {
    var all = new ArrayList<Metric>();
    for (Series series : Series.values()) {
      if (series.form == Form.HISTOGRAM) {
        all.add(new Metric(series.stored() + "_p50", series, 0.5));
        all.add(new Metric(series.stored() + "_p95", series, 0.95));
        all.add(new Metric(series.stored() + "_p99", series, 0.99));
      } else {
        all.add(new Metric(series.stored(), series, null));
      }
    }
    return List.copyOf(all);
  }
}
