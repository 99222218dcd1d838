package dev.parley.metrics.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All instances of one service, and what they do together. */
record ServiceView(
    String name,
    Condition status,
    @Nullable Double requestsPerSecond,
    @Nullable Double errorRate,
    @JsonProperty("p50") @Nullable Double p50,
    @JsonProperty("p95") @Nullable Double p95,
    @JsonProperty("p99") @Nullable Double p99,
    PoolFigures pool,
    @Nullable Long consumerLag,
    List<RouteView> routes,
    List<InstanceView> instances) {

  enum Condition {
    @JsonProperty("up")
    UP,
    /** Some instances could be read and some not. */
    @JsonProperty("degraded")
    DEGRADED,
    /** No instance could be read. */
    @JsonProperty("unknown")
    UNKNOWN,
    /** Discovery knows no instance. */
    @JsonProperty("absent")
    ABSENT
  }

  static ServiceView of(String name, List<Instance> instances, Duration span) {
    var figures = new Figures(instances, span);
    var window = figures.window();
    var requests = RequestFigures.of(window);
    return new ServiceView(
        name,
        condition(instances),
        requests.requestsPerSecond(),
        requests.errorRate(),
        requests.p50(),
        requests.p95(),
        requests.p99(),
        PoolFigures.of(figures),
        figures.lag(),
        window == null ? List.of() : RouteView.busiest(window),
        instances.stream().map(instance -> InstanceView.of(instance, span)).toList());
  }

  private static Condition condition(List<Instance> instances) {
    if (instances.isEmpty()) {
      return Condition.ABSENT;
    }
    long up = instances.stream().filter(instance -> instance.status() == Status.UP).count();
    if (up == 0) {
      return Condition.UNKNOWN;
    }
    return up == instances.size() ? Condition.UP : Condition.DEGRADED;
  }
}
