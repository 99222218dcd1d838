package dev.parley.metrics.scrape;

import static java.util.Map.entry;

import dev.parley.metrics.figures.Histogram;
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
      List.of("/actuator", "/internal", "/livez", "/readyz");

  private static final String DURATION = "http_request_duration_seconds";

  private record Rule(Measure measure, Predicate<Sample> applies) {}

  private static final Map<String, List<Rule>> RULES =
      Map.ofEntries(
          rule("process_uptime_seconds", Measure.UPTIME_SECONDS),
          rule("process_start_time_seconds", Measure.STARTED_AT),
          rule("process_cpu_usage", Measure.CPU_USAGE),
          rule("jvm_memory_used_bytes", Measure.HEAP_USED_BYTES, Readings::isHeap),
          rule("jvm_memory_max_bytes", Measure.HEAP_MAX_BYTES, Readings::isHeap),
          rule("jvm_threads_live_threads", Measure.THREADS),
          rule("jvm_gc_pause_seconds_sum", Measure.GC_PAUSE_SECONDS),
          rule("hikaricp_connections_active", Measure.POOL_ACTIVE),
          rule("hikaricp_connections_idle", Measure.POOL_IDLE),
          rule("hikaricp_connections_pending", Measure.POOL_PENDING),
          rule("hikaricp_connections_max", Measure.POOL_MAX),
          rule("hikaricp_connections", Measure.POOL_CONNECTIONS),
          entry(
              "cache_gets_total",
              List.of(
                  new Rule(Measure.CACHE_HITS, sample -> sample.label("result").equals("hit")),
                  new Rule(Measure.CACHE_MISSES, sample -> sample.label("result").equals("miss")))),
          rule("cache_size", Measure.CACHE_ENTRIES),
          rule(
              "kafka_consumer_fetch_manager_records_lag",
              Measure.CONSUMER_LAG,
              Readings::isOfAPartition),
          rule("parley_outbox_in_flight", Measure.OUTBOX_IN_FLIGHT),
          rule("parley_outbox_oldest_age_seconds", Measure.OUTBOX_OLDEST_SECONDS),
          rule("websocket_connections_active", Measure.WEBSOCKET_CONNECTIONS));

  private Readings() {}

  static Reading of(Exposition exposition, Instant at) {
    double count = 0;
    double errors = 0;
    Map<Double, Double> buckets = new HashMap<>();
    var values = new EnumMap<Measure, Double>(Measure.class);
    for (Sample sample : exposition.samples()) {
      if (!isUsable(sample)) {
        continue;
      }
      if (!sample.name().startsWith(DURATION)) {
        RULES.getOrDefault(sample.name(), List.of()).stream()
            .filter(rule -> rule.applies().test(sample))
            .forEach(rule -> values.merge(rule.measure(), sample.value(), Double::sum));
      } else if (isCounted(sample)) {
        if (sample.name().equals(DURATION + "_count")) {
          count += sample.value();
          errors += sample.label("status").startsWith("5") ? sample.value() : 0;
        } else if (sample.name().equals(DURATION + "_bucket")) {
          addBucket(buckets, sample);
        }
      }
    }
    return new Reading(at, new Requests(count, errors, Histogram.of(buckets)), values);
  }

  private static void addBucket(Map<Double, Double> buckets, Sample sample) {
    String bound = sample.label("le");
    try {
      buckets.merge(
          bound.equals("+Inf") ? Double.POSITIVE_INFINITY : LineReader.number(bound),
          sample.value(),
          Double::sum);
    } catch (MalformedLineException _) {
      // a bucket without a bound says nothing; the count beside it still stands
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

  private static Map.Entry<String, List<Rule>> rule(String name, Measure measure) {
    return rule(name, measure, _ -> true);
  }

  private static Map.Entry<String, List<Rule>> rule(
      String name, Measure measure, Predicate<Sample> applies) {
    return entry(name, List.of(new Rule(measure, applies)));
  }
}
