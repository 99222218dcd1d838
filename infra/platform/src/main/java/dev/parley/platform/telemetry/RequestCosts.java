package dev.parley.platform.telemetry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the request of this thread has cost so far. The client reads it as {@code Server-Timing}, a
 * test as the number of statements that a list may take.
 */
public final class RequestCosts {

  private static final ThreadLocal<@Nullable RequestCosts> CURRENT = new ThreadLocal<>();

  private final long start = System.nanoTime();
  private int statements;
  private long databaseNanos;
  private @Nullable String cache;

  private RequestCosts() {}

  static RequestCosts begin() {
    var costs = new RequestCosts();
    CURRENT.set(costs);
    return costs;
  }

  static void end() {
    CURRENT.remove();
  }

  /** Work outside of a request belongs to nobody. */
  public static void addStatement(long nanos) {
    RequestCosts costs = CURRENT.get();
    if (costs != null) {
      costs.statements++;
      costs.databaseNanos += nanos;
    }
  }

  /** One word for all looks into caches: {@code hit} where every one was. */
  public static void lookedIntoCache(String result) {
    RequestCosts costs = CURRENT.get();
    if (costs != null && (costs.cache == null || costs.cache.equals("hit"))) {
      costs.cache = result;
    }
  }

  int statements() {
    return statements;
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  double databaseSeconds() {
    return databaseNanos / 1e9;
  }

  /** As the header has it: durations in milliseconds, how many statements as the description. */
  String serverTiming() {
    var timing = new StringBuilder("app;dur=").append(milliseconds(System.nanoTime() - start));
    if (statements > 0) {
      timing
          .append(", db;dur=")
          .append(milliseconds(databaseNanos))
          .append(";desc=\"")
          .append(statements)
          .append('"');
    }
    if (cache != null) {
      timing.append(", cache;desc=").append(cache);
    }
    return timing.toString();
  }

  private static String milliseconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }
}
