package dev.parley.metrics.figures;

/** The values read of every instance beside its requests. Counters only ever grow in a process. */
public enum Measure {
  UPTIME_SECONDS,
  STARTED_AT,
  CPU_USAGE,
  HEAP_USED_BYTES,
  HEAP_MAX_BYTES,
  THREADS,
  GC_PAUSE_SECONDS(true),
  POOL_ACTIVE,
  POOL_IDLE,
  POOL_PENDING,
  POOL_MAX,
  POOL_CONNECTIONS,
  CACHE_HITS(true),
  CACHE_MISSES(true),
  CACHE_ENTRIES,
  CONSUMER_LAG,
  OUTBOX_IN_FLIGHT,
  OUTBOX_OLDEST_SECONDS,
  WEBSOCKET_CONNECTIONS;

  private final boolean counter;

  Measure() {
    this(false);
  }

  Measure(boolean counter) {
    this.counter = counter;
  }

  boolean isCounter() {
    return counter;
  }
}
