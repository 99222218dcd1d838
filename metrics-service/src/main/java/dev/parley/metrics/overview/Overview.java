package dev.parley.metrics.overview;

import dev.parley.metrics.system.Recommendation;
import dev.parley.metrics.system.SystemResources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /api/v1/performance/metrics}. */
record Overview(
    SystemResources systemResources,
    RequestFigures requests,
    CacheStats cacheStats,
    DatabaseStats databaseStats,
    Kafka kafka,
    Realtime realtime,
    List<ServiceView> services,
    List<Recommendation> recommendations,
    List<String> warnings,
    long windowSeconds,
    Instant collectedAt) {

  record CacheStats(
      @Nullable Double hits,
      @Nullable Double misses,
      @Nullable Double hitRatio,
      @Nullable Long entries) {

    static CacheStats of(@Nullable Double hits, @Nullable Double misses, @Nullable Long entries) {
      double asked = (hits == null ? 0 : hits) + (misses == null ? 0 : misses);
      return new CacheStats(hits, misses, hits != null && asked > 0 ? hits / asked : null, entries);
    }
  }

  record DatabaseStats(@Nullable Long connections, Map<String, PoolFigures> pools) {}

  record Kafka(
      @Nullable Long consumerLag,
      @Nullable Long outboxInFlight,
      @Nullable Double outboxAgeSeconds) {}

  record Realtime(@Nullable Long websocketConnections) {}
}
