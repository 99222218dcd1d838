package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import dev.parley.metrics.system.Recommendation;
import dev.parley.metrics.system.Recommendations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes the overview of what the instances told. */
@Component
class DescribeFleet {

  private final Recommendations recommendations;

  DescribeFleet(Recommendations recommendations) {
    this.recommendations = recommendations;
  }

  Overview overview(Fleet fleet, Duration span) {
    Overview overview = unadvised(fleet, span);
    return overview.advisedBy(advice(overview));
  }

  static Overview unadvised(Fleet fleet, Duration span) {
    var warnings = new ArrayList<String>();
    List<ServiceView> services =
        fleet.services().stream().map(name -> ServiceView.of(name, fleet.of(name), span)).toList();
    var all = new Figures(fleet.instances(), span);
    if (Serving.gateways(fleet, span) == null) {
      warnings.add("The gateway tells nothing: requests are those of the services behind it.");
    }
    warnings.addAll(troubles(fleet));
    warnings.addAll(Missing.at(fleet));
    return new Overview(
        Hosts.worst(fleet.instances(), span),
        RequestFigures.of(Serving.window(fleet, span)),
        CacheStats.of(fleet, span),
        DatabaseStats.of(fleet, span),
        kafka(services, all),
        new Overview.Realtime(all.whole(Measure.WEBSOCKET_CONNECTIONS)),
        Overview.Queues.of(all),
        services,
        List.of(),
        warnings,
        span.toSeconds(),
        fleet.at());
  }

  private List<Recommendation> advice(Overview overview) {
    var all = new ArrayList<>(recommendations.on(overview.systemResources()));
    all.addAll(Advice.on(overview));
    return all;
  }

  private static Overview.Kafka kafka(List<ServiceView> services, Figures all) {
    Map<String, Long> lags = new LinkedHashMap<>();
    for (ServiceView service : services) {
      Long lag = service.consumerLag();
      if (lag != null) {
        lags.put(service.name(), lag);
      }
    }
    return new Overview.Kafka(
        lags.isEmpty() ? null : lags.values().stream().mapToLong(Long::longValue).sum(),
        lags,
        all.whole(Measure.OUTBOX_IN_FLIGHT),
        all.max(Measure.OUTBOX_OLDEST_SECONDS));
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
