package dev.parley.platform.cache;

import dev.parley.platform.telemetry.RequestCosts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one cache says of itself. Each lookup is counted once. */
final class CacheMeters {

  /** The ratio is that of so many turns; a turn is a minute. */
  private static final int TURNS = 5;

  private record Total(double hits, double gets) {}

  private final LongAdder memory = new LongAdder();
  private final LongAdder redis = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder bypassed = new LongAdder();
  private final Counter evictions;
  private final Timer loads;
  private final MeterRegistry registry;
  private final String cache;
  private final Deque<Total> turns = new ArrayDeque<>();

  CacheMeters(MeterRegistry registry, String cache) {
    this.registry = registry;
    this.cache = cache;
    gets("hit", "memory", memory);
    gets("hit", "redis", redis);
    gets("miss", "source", misses);
    // nothing is trusted while Redis is away
    gets("miss", "none", bypassed);
    evictions =
        Counter.builder("cache.evictions")
            .description("Entries that had to make room in memory, or were too old")
            .tag("cache", cache)
            .register(registry);
    loads =
        Timer.builder("cache.load")
            .description("Reading what was not cached from where it comes from")
            .tag("cache", cache)
            .register(registry);
    Gauge.builder("cache.hit.ratio", this, CacheMeters::ratio)
        .description("Share of lookups answered from memory or Redis in the last minutes")
        .tag("cache", cache)
        .register(registry);
    turns.add(total());
  }

  private void gets(String result, String level, LongAdder count) {
    FunctionCounter.builder("cache.gets", count, LongAdder::sum)
        .description("Lookups, by what came of them and where that was found")
        .tags("cache", cache, "result", result, "level", level)
        .register(registry);
  }

  void sizeOf(Supplier<Number> size) {
    Gauge.builder("cache.size", size)
        .description("Entries in memory")
        .tag("cache", cache)
        .register(registry);
  }

  void hitMemory() {
    memory.increment();
    RequestCosts.lookedIntoCache("hit");
  }

  void hitRedis() {
    redis.increment();
    RequestCosts.lookedIntoCache("hit");
  }

  void missed() {
    misses.increment();
    RequestCosts.lookedIntoCache("miss");
  }

  void bypassed() {
    bypassed.increment();
    RequestCosts.lookedIntoCache("miss");
  }

  void evicted() {
    evictions.increment();
  }

  <K, V> @Nullable V timed(K key, Function<? super K, ? extends @Nullable V> loader) {
    Timer.Sample sample = Timer.start(registry);
    try {
      return loader.apply(key);
    } finally {
      sample.stop(loads);
    }
  }

  synchronized void turn() {
    turns.addLast(total());
    if (turns.size() > TURNS) {
      turns.removeFirst();
    }
  }

  /** NaN where nobody asked: no lookups are neither good nor bad. */
  synchronized double ratio() {
    Total now = total();
    Total then = turns.getFirst();
    return (now.hits() - then.hits()) / (now.gets() - then.gets());
  }

  private Total total() {
    double hits = (double) memory.sum() + redis.sum();
    return new Total(hits, hits + misses.sum() + bypassed.sum());
  }

  double hits() {
    return total().hits();
  }

  double gets() {
    return total().gets();
  }
}
