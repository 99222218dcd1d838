package dev.parley.metrics.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Set;

/** What a rule may be about. Times are seconds, shares between 0 and 1. */
public enum AlertMetric {
  /** The 95th percentile. */
  @JsonProperty("response_time")
  RESPONSE_TIME,
  @JsonProperty("response_time_p50")
  RESPONSE_TIME_P50,
  @JsonProperty("response_time_p99")
  RESPONSE_TIME_P99,
  @JsonProperty("error_rate")
  ERROR_RATE,
  @JsonProperty("requests_per_second")
  REQUESTS_PER_SECOND,
  @JsonProperty("cpu_usage")
  CPU_USAGE,
  @JsonProperty("memory_usage")
  MEMORY_USAGE,
  @JsonProperty("disk_usage")
  DISK_USAGE,
  @JsonProperty("heap_usage")
  HEAP_USAGE,
  @JsonProperty("cache_hit_ratio")
  CACHE_HIT_RATIO,
  @JsonProperty("consumer_lag")
  CONSUMER_LAG,
  @JsonProperty("outbox_age")
  OUTBOX_AGE,
  @JsonProperty("pool_pending")
  POOL_PENDING,
  @JsonProperty("websocket_connections")
  WEBSOCKET_CONNECTIONS,
  /** Known to discovery and not to be read. */
  @JsonProperty("instances_down")
  INSTANCES_DOWN,
  /** Of a service that discovery knows nobody of, 0. */
  @JsonProperty("instances_up")
  INSTANCES_UP;

  static final String ALL = "all";

  private static final Set<String> OURS =
      Set.of(
          "gateway",
          "chat-service",
          "search-service",
          "realtime-service",
          "metrics-service",
          "discovery");

  /** Whose there are; beside them, that of all together. */
  public Set<String> services() {
    return switch (this) {
      case CACHE_HIT_RATIO -> Set.of("gateway", "chat-service", "search-service");
      case CONSUMER_LAG -> Set.of("search-service", "realtime-service");
      case OUTBOX_AGE -> Set.of("chat-service", "metrics-service");
      case POOL_PENDING ->
          Set.of("chat-service", "search-service", "realtime-service", "metrics-service");
      case WEBSOCKET_CONNECTIONS -> Set.of("realtime-service");
      default -> OURS;
    };
  }

  /** Never below 0 nor above 1. */
  boolean isShare() {
    return switch (this) {
      case ERROR_RATE, CPU_USAGE, MEMORY_USAGE, DISK_USAGE, HEAP_USAGE, CACHE_HIT_RATIO -> true;
      default -> false;
    };
  }

  /**
   * Where an alert ends unless somebody says otherwise: a tenth back from the threshold, so that it
   * does not come and go. Of instances there is no tenth, and no share is beyond 0 or 1: an alert
   * would never end.
   */
  double usualClearing(Comparison side, double threshold) {
    return switch (this) {
      case INSTANCES_DOWN, INSTANCES_UP, POOL_PENDING -> threshold;
      default -> possible(side.back(threshold, Math.abs(threshold) / 10));
    };
  }

  double possible(double figure) {
    return isShare() ? Math.clamp(figure, 0, 1) : figure;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AlertMetric of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
