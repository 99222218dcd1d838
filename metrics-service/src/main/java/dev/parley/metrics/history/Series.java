package dev.parley.metrics.history;

import java.util.Locale;

/**
 * What is kept of each stretch of time, in a form that stretches can be added up by: whatever step
 * is asked for, the answer is what it would have been had only that step been looked at.
 */
public enum Series {
  /** Requests by seconds. */
  REQUESTS_PER_SECOND(Form.SHARE),
  /** Errors by requests. */
  ERROR_RATE(Form.SHARE),
  RESPONSE_TIME(Form.HISTOGRAM),
  CPU_USAGE(Form.SHARE),
  MEMORY_USAGE(Form.SHARE),
  DISK_USAGE(Form.SHARE),
  /** Bytes used by bytes that there are. */
  HEAP_USAGE(Form.SHARE),
  /** Hits by lookups. */
  CACHE_HIT_RATIO(Form.SHARE),
  WEBSOCKET_CONNECTIONS(Form.SHARE),
  DATABASE_CONNECTIONS(Form.SHARE),
  POOL_PENDING(Form.HIGHEST),
  DATABASE_SIZE(Form.HIGHEST),
  CONSUMER_LAG(Form.HIGHEST),
  OUTBOX_AGE(Form.HIGHEST),
  INSTANCES_UP(Form.LOWEST);

  /** How stretches are added up. */
  enum Form {
    /** Sum by sum: of what is counted as well as of what is looked at again and again. */
    SHARE,
    /** What was only so for a moment must not vanish in a mean. */
    HIGHEST,
    LOWEST,
    HISTOGRAM
  }

  final Form form;

  Series(Form form) {
    this.form = form;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
