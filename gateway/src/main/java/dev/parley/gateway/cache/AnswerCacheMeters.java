package dev.parley.gateway.cache;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often an answer that may be shared was. What is private is no miss: it was never to be found
 * here. Named as the services' caches are.
 */
final class AnswerCacheMeters {

  static final String CACHE = "answers";

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  AnswerCacheMeters(MeterRegistry registry, ResponseCache cache) {
    gets(registry, "hit", "memory", hits);
    gets(registry, "miss", "source", misses);
    Gauge.builder("cache.hit.ratio", this, AnswerCacheMeters::ratio)
        .description("Share of answers that may be shared and were")
        .tag("cache", CACHE)
        .register(registry);
    Gauge.builder("cache.size", cache, ResponseCache::size)
        .description("Entries in memory")
        .tag("cache", CACHE)
        .register(registry);
  }

  private static void gets(MeterRegistry registry, String result, String level, LongAdder count) {
    FunctionCounter.builder("cache.gets", count, LongAdder::sum)
        .description("Lookups, by what came of them and where that was found")
        .tags("cache", CACHE, "result", result, "level", level)
        .register(registry);
  }

  void hit() {
    hits.increment();
  }

  void missed() {
    misses.increment();
  }

  /** NaN where nobody asked: no lookups are neither good nor bad. */
  private double ratio() {
    double found = hits.sum();
    return found / (found + misses.sum());
  }
}
