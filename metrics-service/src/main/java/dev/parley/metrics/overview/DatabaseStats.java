package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.scrape.Fleet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections, in all and by service, and what each service's schema looks like. */
record DatabaseStats(
    @Nullable Long connections, Map<String, PoolFigures> pools, Map<String, Schema> schemas) {

  /**
   * @param cacheHitRatio blocks that PostgreSQL had in memory, since its counters began
   * @param deadRatio rows that wait for a vacuum, of all rows
   */
  record Schema(
      @Nullable Long sizeBytes,
      @Nullable Double cacheHitRatio,
      @Nullable Long deadRows,
      @Nullable Double deadRatio,
      @Nullable Long locksWaiting) {

    static Schema of(Figures figures) {
      return new Schema(
          figures.whole(Measure.DATABASE_SIZE_BYTES),
          share(
              figures.sum(Measure.DATABASE_BLOCKS_HIT), figures.sum(Measure.DATABASE_BLOCKS_READ)),
          figures.whole(Measure.DATABASE_DEAD_ROWS),
          share(figures.sum(Measure.DATABASE_DEAD_ROWS), figures.sum(Measure.DATABASE_LIVE_ROWS)),
          figures.whole(Measure.DATABASE_LOCKS_WAITING));
    }

    private static @Nullable Double share(@Nullable Double part, @Nullable Double rest) {
      return part == null || rest == null || part + rest <= 0 ? null : part / (part + rest);
    }
  }

  static DatabaseStats of(Fleet fleet, Duration span) {
    var pools = new LinkedHashMap<String, PoolFigures>();
    var schemas = new LinkedHashMap<String, Schema>();
    for (String service : fleet.services()) {
      var figures = new Figures(fleet.of(service), span);
      if (figures.sum(Measure.POOL_MAX) != null) {
        pools.put(service, PoolFigures.of(figures));
      }
      if (figures.sum(Measure.DATABASE_SIZE_BYTES) != null) {
        schemas.put(service, Schema.of(figures));
      }
    }
    return new DatabaseStats(
        new Figures(fleet.instances(), span).whole(Measure.POOL_CONNECTIONS), pools, schemas);
  }
}
