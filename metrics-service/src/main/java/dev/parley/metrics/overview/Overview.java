package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
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
    Queues queues,
    List<ServiceView> services,
    List<Recommendation> recommendations,
    List<String> warnings,
    long windowSeconds,
    Instant collectedAt) {

  Overview advisedBy(List<Recommendation> advice) {
    return new Overview(
        systemResources,
        requests,
        cacheStats,
        databaseStats,
        kafka,
        realtime,
        queues,
        services,
        advice,
        warnings,
        windowSeconds,
        collectedAt);
  }

  record Kafka(
      @Nullable Long consumerLag,
      Map<String, Long> lagByService,
      @Nullable Long outboxInFlight,
      @Nullable Double outboxAgeSeconds) {}

  /** What waits within services for its turn. */
  record Queues(
      @Nullable Long gatewayUnderWay,
      @Nullable Long postsWaiting,
      @Nullable Long poolPending,
      @Nullable Long realtimeOutboundBytes) {

    static Queues of(Figures all) {
      return new Queues(
          all.whole(Measure.GATEWAY_UNDER_WAY),
          all.whole(Measure.POSTS_WAITING),
          all.whole(Measure.POOL_PENDING),
          all.whole(Measure.REALTIME_OUTBOUND_BYTES));
    }
  }

  record Realtime(@Nullable Long websocketConnections) {}
}
