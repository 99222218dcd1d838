package dev.parley.metrics.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.metrics.figures.Requests;
import dev.parley.metrics.figures.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked of one route: its method and its path with names for what varies. */
record RouteView(
    String route,
    double requestsPerSecond,
    @Nullable Double errorRate,
    @JsonProperty("p50") @Nullable Double p50,
    @JsonProperty("p95") @Nullable Double p95,
    @JsonProperty("p99") @Nullable Double p99,
    long total) {

  private static final int MOST = 50;

  static List<RouteView> busiest(Window window) {
    return window.routes().entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Requests> it) -> -it.getValue().count())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .map(it -> of(it.getKey(), it.getValue(), window.seconds()))
        .toList();
  }

  private static RouteView of(String route, Requests requests, double seconds) {
    return new RouteView(
        route,
        requests.count() / seconds,
        Window.errorRate(requests),
        Window.quantile(requests, 0.5),
        Window.quantile(requests, 0.95),
        Window.quantile(requests, 0.99),
        Math.round(requests.count()));
  }
}
