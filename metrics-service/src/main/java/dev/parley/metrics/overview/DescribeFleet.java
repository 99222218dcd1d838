package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import dev.parley.metrics.system.Machine;
import dev.parley.metrics.system.Recommendations;
import dev.parley.metrics.system.SystemResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes the overview of what the instances told. */
@Component
class DescribeFleet {

  private static final String GATEWAY = "gateway";

  private final Machine machine;
  private final Recommendations recommendations;

  DescribeFleet(Machine machine, Recommendations recommendations) {
    this.machine = machine;
    this.recommendations = recommendations;
  }

  Overview overview(Fleet fleet, Duration span) {
    var warnings = new ArrayList<String>();
    SystemResources resources = machine.look();
    List<ServiceView> services =
        fleet.services().stream().map(name -> ServiceView.of(name, fleet.of(name), span)).toList();
    var all = new Figures(fleet.instances(), span);
    RequestFigures requests = requests(fleet, span, warnings);
    warnings.addAll(troubles(fleet));
    return new Overview(
        resources,
        requests,
        Overview.CacheStats.of(
            all.increase(Measure.CACHE_HITS),
            all.increase(Measure.CACHE_MISSES),
            all.whole(Measure.CACHE_ENTRIES)),
        new Overview.DatabaseStats(all.whole(Measure.POOL_CONNECTIONS), pools(services)),
        new Overview.Kafka(
            all.whole(Measure.CONSUMER_LAG),
            all.whole(Measure.OUTBOX_IN_FLIGHT),
            all.max(Measure.OUTBOX_OLDEST_SECONDS)),
        new Overview.Realtime(all.whole(Measure.WEBSOCKET_CONNECTIONS)),
        services,
        recommendations.on(resources),
        warnings,
        span.toSeconds(),
        fleet.at());
  }

  /** A request passes the gateway once and then another service: adding both counts it twice. */
  private static RequestFigures requests(Fleet fleet, Duration span, List<String> warnings) {
    var atTheGateway = new Figures(fleet.of(GATEWAY), span).window();
    if (atTheGateway != null) {
      return RequestFigures.of(atTheGateway);
    }
    warnings.add("The gateway tells nothing: requests are those of the services behind it.");
    var behind =
        fleet.instances().stream()
            .filter(instance -> !List.of(GATEWAY, "discovery").contains(instance.service()))
            .toList();
    return RequestFigures.of(new Figures(behind, span).window());
  }

  private static Map<String, PoolFigures> pools(List<ServiceView> services) {
    var pools = new LinkedHashMap<String, PoolFigures>();
    services.stream()
        .filter(service -> service.pool().max() != null)
        .forEach(service -> pools.put(service.name(), service.pool()));
    return pools;
  }

  private static List<String> troubles(Fleet fleet) {
    var troubles = new ArrayList<String>();
    for (String service : fleet.services()) {
      if (fleet.of(service).isEmpty()) {
        troubles.add("No instance of " + service + " is known to discovery.");
      }
    }
    for (Instance instance : fleet.instances()) {
      if (instance.status() != Status.UP) {
        troubles.add("%s could not be read: %s.".formatted(instance.id(), instance.why()));
      } else if (instance.skippedLines() > 0) {
        troubles.add(
            "%d lines of %s could not be read.".formatted(instance.skippedLines(), instance.id()));
      }
    }
    return troubles;
  }
}
