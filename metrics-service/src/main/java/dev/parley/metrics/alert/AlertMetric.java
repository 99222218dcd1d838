package dev.parley.metrics.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

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
  INSTANCES_DOWN;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AlertMetric of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
