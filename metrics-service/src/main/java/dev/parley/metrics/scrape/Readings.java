package dev.parley.metrics.scrape;

import static java.util.Map.entry;

import dev.parley.metrics.figures.CacheLookups;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Reading;
import dev.parley.metrics.figures.Requests;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Condenses the thousand lines of an exposition to the few figures that are kept, so that minutes
 * of many instances fit into memory.
 */
final class Readings {

  /** What probes and this very service ask is no load that anybody caused. */
  private static final List<String> NOT_COUNTED =
      List.of(
          "/actuator",
          "/internal",
          "/livez",
          "/readyz",
          // these wait for their turn and last as long as their clients do: nobody waits for them
          "realtime-socket",
          "realtime-events",
          "/ws",
          "/api/v1/events");

  static final String DURATION = "http_request_duration_seconds";

  private static final String CACHE_GETS = "cache_gets_total";

  private record Rule(Measure measure, Predicate<Sample> applies) {}

  private static final Map<String, List<Rule>> RULES =
      Map.ofEntries(
          rule("process_uptime_seconds", Measure.UPTIME_SECONDS),
          rule("process_start_time_seconds", Measure.STARTED_AT),
          rule("process_cpu_usage", Measure.CPU_USAGE),
          rule("host_cpu_usage", Measure.HOST_CPU_USAGE),
          rule("system_load_average_1m", Measure.HOST_LOAD_AVERAGE),
          rule("system_cpu_count", Measure.HOST_PROCESSORS),
          rule("host_memory_total_bytes", Measure.HOST_MEMORY_TOTAL_BYTES),
          rule("host_memory_available_bytes", Measure.HOST_MEMORY_AVAILABLE_BYTES),
          rule("disk_total_bytes", Measure.DISK_TOTAL_BYTES),
          rule("disk_free_bytes", Measure.DISK_FREE_BYTES),
          rule("jvm_memory_used_bytes", Measure.HEAP_USED_BYTES, Readings::isHeap),
          rule("jvm_memory_max_bytes", Measure.HEAP_MAX_BYTES, Readings::isHeap),
          rule("jvm_threads_live_threads", Measure.THREADS),
          rule("jvm_gc_pause_seconds_sum", Measure.GC_PAUSE_SECONDS),
          rule("hikaricp_connections_active", Measure.POOL_ACTIVE),
          rule("hikaricp_connections_idle", Measure.POOL_IDLE),
          rule("hikaricp_connections_pending", Measure.POOL_PENDING),
          rule("hikaricp_connections_max", Measure.POOL_MAX),
          rule("hikaricp_connections", Measure.POOL_CONNECTIONS),
          rule("database_size_bytes", Measure.DATABASE_SIZE_BYTES),
          rule("database_blocks_hit", Measure.DATABASE_BLOCKS_HIT),
          rule("database_blocks_read", Measure.DATABASE_BLOCKS_READ),
          rule("database_rows_live", Measure.DATABASE_LIVE_ROWS),
          rule("database_rows_dead", Measure.DATABASE_DEAD_ROWS),
          rule("database_locks_waiting", Measure.DATABASE_LOCKS_WAITING),
          entry(
              "parley_dependency_up",
              List.of(
                  new Rule(Measure.DATABASE_UP, isOf("database")),
                  new Rule(Measure.REDIS_UP, isOf("redis")),
                  new Rule(Measure.KAFKA_UP, isOf("kafka")))),
          rule("cache_size", Measure.CACHE_ENTRIES),
          rule(
              "kafka_consumer_fetch_manager_records_lag",
              Measure.CONSUMER_LAG,
              Readings::isOfAPartition),
          rule("realtime_stream_lag", Measure.STREAM_LAG),
          rule("parley_outbox_in_flight", Measure.OUTBOX_IN_FLIGHT),
          rule("parley_outbox_oldest_age_seconds", Measure.OUTBOX_OLDEST_SECONDS),
          rule("parley_posting_waiting", Measure.POSTS_WAITING),
          rule("realtime_outbound_bytes", Measure.REALTIME_OUTBOUND_BYTES),
          rule("gateway_load_under_way", Measure.GATEWAY_UNDER_WAY),
          rule("websocket_connections_active", Measure.WEBSOCKET_CONNECTIONS));

  /**
   * Of one instance; what a service that names its routes by ids would bring beyond is left out.
   */
  private static final int MOST_ROUTES = 300;

  private static final int MOST_CACHES = 50;

  private Readings() {}

  /** Whatever else a service tells is passed over unread. */
  static boolean isWanted(String name) {
    return RULES.containsKey(name)
        || name.equals(CACHE_GETS)
        || name.equals(DURATION + "_count")
        || name.equals(DURATION + "_bucket");
  }

  static Reading of(Exposition exposition, Instant at) {
    Map<String, RouteSum> routes = new HashMap<>();
    Map<String, CacheLookups> caches = new HashMap<>();
    var values = new EnumMap<Measure, Double>(Measure.class);
    for (Sample sample : exposition.samples()) {
      if (!isUsable(sample)) {
        continue;
      }
      if (sample.name().equals(CACHE_GETS)) {
        addLookups(caches, sample);
      } else if (!sample.name().startsWith(DURATION)) {
        RULES.getOrDefault(sample.name(), List.of()).stream()
            .filter(rule -> rule.applies().test(sample))
            .forEach(rule -> values.merge(rule.measure(), sample.value(), Double::sum));
      } else if (isCounted(sample)) {
        routes.computeIfAbsent(routeOf(sample), _ -> new RouteSum()).add(sample);
      }
    }
    if (Double.valueOf(0).equals(values.get(Measure.KAFKA_UP))) {
      // what was behind when it was last heard of would pass for present
      values.remove(Measure.CONSUMER_LAG);
      values.remove(Measure.STREAM_LAG);
    }
    Map<String, Requests> byRoute = new HashMap<>();
    Requests all = Requests.NONE;
    for (var route : routes.entrySet()) {
      Requests of = route.getValue().requests();
      all = all.plus(of);
      if (byRoute.size() < MOST_ROUTES) {
        byRoute.put(route.getKey(), of);
      }
    }
    return new Reading(at, all, values, byRoute, caches);
  }

  private static String routeOf(Sample sample) {
    return sample.label("method") + ' ' + sample.label("uri");
  }

  private static void addLookups(Map<String, CacheLookups> caches, Sample sample) {
    String kind = sample.label("cache");
    if (caches.size() < MOST_CACHES || caches.containsKey(kind)) {
      double hits = sample.label("result").equals("hit") ? sample.value() : 0;
      caches.merge(kind, new CacheLookups(hits, sample.value()), CacheLookups::plus);
    }
  }

  /** -1 stands for "no limit" in the JVM's figures, NaN for "not known". */
  private static boolean isUsable(Sample sample) {
    return Double.isFinite(sample.value()) && sample.value() >= 0;
  }

  private static boolean isCounted(Sample sample) {
    return NOT_COUNTED.stream().noneMatch(sample.label("uri")::startsWith);
  }

  private static boolean isHeap(Sample sample) {
    return sample.label("area").equals("heap");
  }

  /** One value per partition; the same name is also given once per client without the label. */
  private static boolean isOfAPartition(Sample sample) {
    return !sample.label("partition").isEmpty();
  }

  private static Predicate<Sample> isOf(String dependency) {
    return sample -> sample.label("dependency").equals(dependency);
  }

  private static Map.Entry<String, List<Rule>> rule(String name, Measure measure) {
    return rule(name, measure, _ -> true);
  }

  private static Map.Entry<String, List<Rule>> rule(
      String name, Measure measure, Predicate<Sample> applies) {
    return entry(name, List.of(new Rule(measure, applies)));
  }
}
