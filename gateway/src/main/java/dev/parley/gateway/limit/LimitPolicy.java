package dev.parley.gateway.limit;

import dev.parley.gateway.request.RequestPattern;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * So many requests in any time as long as the window.
 *
 * @param routes empty: all that no policy has for itself
 * @param alone what these routes are counted by is this and its like, and no policy for all
 * @param burst how many of the quota may come close together; the same as the quota: all of them
 * @param closedWithoutRedis refuse rather than count on this gateway alone
 */
record LimitPolicy(
    String name,
    Set<Per> per,
    List<RequestPattern> routes,
    boolean alone,
    int quota,
    Duration window,
    int burst,
    boolean closedWithoutRedis) {

  /** Each request that counts is remembered for as long as the window. */
  private static final int LARGEST_QUOTA = 100_000;

  LimitPolicy {
    check(name.matches("[a-z][a-z0-9_-]*"), name, "has a name of small letters and digits");
    check(!per.isEmpty(), name, "says whose requests are counted together");
    check(quota >= 1 && quota <= LARGEST_QUOTA, name, "has a quota of 1 to " + LARGEST_QUOTA);
    check(
        window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(Duration.ofDays(1)) <= 0,
        name,
        "has a window of a second to a day");
    check(burst >= 1 && burst <= quota, name, "has a burst of 1 to its quota");
    per = Set.copyOf(per);
    routes = List.copyOf(routes);
  }

  private static void check(boolean holds, String name, String what) {
    if (!holds) {
      throw new IllegalArgumentException("A rate limit policy " + what + ": '" + name + "'.");
    }
  }

  /** As it is announced to clients. */
  String announced() {
    return "\"%s\";q=%d;w=%d".formatted(name, quota, window.toSeconds());
  }

  /** As they are handed to Redis. */
  List<String> figures() {
    return List.of(
        Integer.toString(quota),
        Long.toString(window.toMillis()),
        Integer.toString(burst),
        Long.toString(burstWindow().toMillis()));
  }

  /** In how much time a burst's worth of the quota comes back. */
  Duration burstWindow() {
    return window.multipliedBy(burst).dividedBy(quota);
  }
}
