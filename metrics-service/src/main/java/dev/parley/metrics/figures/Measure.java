package dev.parley.metrics.figures;

/**
 * The values read of every instance beside its requests. Counters only ever grow in a process. What
 * all instances of a service say of something that they share is one figure, not as many.
 */
public enum Measure {
  UPTIME_SECONDS,
  STARTED_AT,
  CPU_USAGE,
  HOST_CPU_USAGE,
  HOST_LOAD_AVERAGE,
  HOST_PROCESSORS,
  HOST_MEMORY_TOTAL_BYTES,
  HOST_MEMORY_AVAILABLE_BYTES,
  DISK_TOTAL_BYTES,
  DISK_FREE_BYTES,
  HEAP_USED_BYTES,
  HEAP_MAX_BYTES,
  THREADS,
  GC_PAUSE_SECONDS(Kind.COUNTER),
  POOL_ACTIVE,
  POOL_IDLE,
  POOL_PENDING,
  POOL_MAX,
  POOL_CONNECTIONS,
  DATABASE_SIZE_BYTES(Kind.SHARED),
  DATABASE_BLOCKS_HIT(Kind.SHARED),
  DATABASE_BLOCKS_READ(Kind.SHARED),
  DATABASE_LIVE_ROWS(Kind.SHARED),
  DATABASE_DEAD_ROWS(Kind.SHARED),
  DATABASE_LOCKS_WAITING(Kind.SHARED),
  /** Whether it answers this instance: 1 or 0. */
  DATABASE_UP,
  REDIS_UP,
  KAFKA_UP,
  CACHE_ENTRIES,
  CONSUMER_LAG,
  /** Each instance reads all of it, so the furthest behind says how far. */
  STREAM_LAG(Kind.SHARED),
  OUTBOX_IN_FLIGHT,
  OUTBOX_OLDEST_SECONDS,
  WEBSOCKET_CONNECTIONS,
  POSTS_WAITING,
  REALTIME_OUTBOUND_BYTES,
  GATEWAY_UNDER_WAY;

  private enum Kind {
    OWN,
    COUNTER,
    SHARED
  }

  private final Kind kind;

  Measure() {
    this(Kind.OWN);
  }

  Measure(Kind kind) {
    this.kind = kind;
  }

  boolean isCounter() {
    return kind == Kind.COUNTER;
  }

  public boolean isShared() {
    return kind == Kind.SHARED;
  }
}
