package dev.parley.metrics.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures of one moment, by what rules are about. What is not known is not there. */
public final class Observations {

  private record Key(AlertMetric metric, String service) {}

  private final Instant at;
  private final Map<Key, Double> values = new HashMap<>();

  public Observations(Instant at) {
    this.at = at;
  }

  public void put(AlertMetric metric, String service, @Nullable Number value) {
    if (value != null) {
      values.put(new Key(metric, service), value.doubleValue());
    }
  }

  Instant at() {
    return at;
  }

  @Nullable Double of(Rule rule) {
    return of(rule.metric(), rule.service());
  }

  public @Nullable Double of(AlertMetric metric, String service) {
    return values.get(new Key(metric, service));
  }
}
