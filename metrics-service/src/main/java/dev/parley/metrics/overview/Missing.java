package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Reading;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What services need and do not reach: figures about it are unknown, and those of others go on. */
final class Missing {

  private static final Map<Measure, String> NAMES = names();

  private Missing() {}

  private static Map<Measure, String> names() {
    var names = new LinkedHashMap<Measure, String>();
    names.put(Measure.DATABASE_UP, "The database");
    names.put(Measure.REDIS_UP, "Redis");
    names.put(Measure.KAFKA_UP, "Kafka");
    return names;
  }

  static List<String> at(Fleet fleet) {
    var missing = new ArrayList<String>();
    NAMES.forEach(
        (measure, name) -> {
          for (String service : fleet.services()) {
            List<Instance> instances = fleet.of(service);
            long without = instances.stream().filter(it -> lacks(it, measure)).count();
            if (without > 0) {
              missing.add(
                  "%s does not answer %s (%d of %d instances)."
                      .formatted(name, service, without, instances.size()));
            }
          }
        });
    return missing;
  }

  private static boolean lacks(Instance instance, Measure measure) {
    Reading latest = instance.latest();
    return instance.status() == Status.UP
        && latest != null
        && Double.valueOf(0).equals(latest.get(measure));
  }
}
