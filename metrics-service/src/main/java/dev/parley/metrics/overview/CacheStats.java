package dev.parley.metrics.overview;

import dev.parley.metrics.figures.CacheLookups;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Window;
import dev.parley.metrics.scrape.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often caches helped, in all and by kind. */
record CacheStats(
    @Nullable Double hits,
    @Nullable Double misses,
    @Nullable Double hitRatio,
    @Nullable Long entries,
    List<Kind> kinds) {

  record Kind(String service, String name, double hits, double misses, @Nullable Double hitRatio) {}

  static CacheStats of(Fleet fleet, Duration span) {
    var kinds = new ArrayList<Kind>();
    var all = CacheLookups.NONE;
    for (String service : fleet.services()) {
      Window window = new Figures(fleet.of(service), span).window();
      if (window != null) {
        for (var cache : sorted(window)) {
          CacheLookups lookups = cache.getValue();
          kinds.add(kind(service, cache.getKey(), lookups));
          all = all.plus(lookups);
        }
      }
    }
    return new CacheStats(
        kinds.isEmpty() ? null : all.hits(),
        kinds.isEmpty() ? null : all.gets() - all.hits(),
        ratio(all),
        new Figures(fleet.instances(), span).whole(Measure.CACHE_ENTRIES),
        kinds);
  }

  private static List<Map.Entry<String, CacheLookups>> sorted(Window window) {
    return window.caches().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
  }

  private static Kind kind(String service, String name, CacheLookups lookups) {
    return new Kind(service, name, lookups.hits(), lookups.gets() - lookups.hits(), ratio(lookups));
  }

  /** Null where nobody asked: no lookups are neither good nor bad. */
  static @Nullable Double ratio(CacheLookups lookups) {
    return lookups.gets() > 0 ? lookups.hits() / lookups.gets() : null;
  }
}
