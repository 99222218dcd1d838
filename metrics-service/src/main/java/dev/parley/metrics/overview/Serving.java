package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Window;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of users are counted. A request passes the gateway once and then another
 * service: adding both counts it twice.
 */
final class Serving {

  private static final String GATEWAY = "gateway";
  private static final List<String> NOT_BEHIND = List.of(GATEWAY, "discovery");

  private Serving() {}

  static @Nullable Window gateways(Fleet fleet, Duration span) {
    return new Figures(fleet.of(GATEWAY), span).window();
  }

  static @Nullable Window window(Fleet fleet, Duration span) {
    return new Figures(instances(fleet), span).window();
  }

  static List<Instance> instances(Fleet fleet) {
    boolean told =
        fleet.of(GATEWAY).stream()
            .anyMatch(instance -> instance.latest() != null && instance.readings().size() > 1);
    return fleet.instances().stream()
        .filter(it -> told ? it.service().equals(GATEWAY) : !NOT_BEHIND.contains(it.service()))
        .toList();
  }
}
