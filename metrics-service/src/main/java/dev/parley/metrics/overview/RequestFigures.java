package dev.parley.metrics.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.metrics.figures.Requests;
import dev.parley.metrics.figures.Window;
import org.jspecify.annotations.Nullable;

/** Times are seconds; the error rate is a share of the answers between 0 and 1. */
record RequestFigures(
    @Nullable Double requestsPerSecond,
    @JsonProperty("response_time_p50") @Nullable Double p50,
    @JsonProperty("response_time_p95") @Nullable Double p95,
    @JsonProperty("response_time_p99") @Nullable Double p99,
    @Nullable Double errorRate,
    @Nullable Long total) {

  static RequestFigures of(@Nullable Window window) {
    return window == null
        ? new RequestFigures(null, null, null, null, null, null)
        : of(window.requests(), window.requestsPerSecond());
  }

  static RequestFigures of(Requests requests, double perSecond) {
    return new RequestFigures(
        perSecond,
        Window.quantile(requests, 0.5),
        Window.quantile(requests, 0.95),
        Window.quantile(requests, 0.99),
        Window.errorRate(requests),
        Math.round(requests.count()));
  }
}
