package dev.parley.metrics.overview;

import dev.parley.metrics.alert.AlertMetric;
import dev.parley.metrics.alert.Observations;
import dev.parley.metrics.figures.CacheLookups;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.history.Sample;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rules may be about, of the last minute. */
final class FleetObservations {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int TELLING_LOOKUPS = 600;

  private final Observations found;

  private FleetObservations(Observations found) {
    this.found = found;
  }

  static Observations of(Fleet fleet, Overview overview) {
    var all = new FleetObservations(new Observations(overview.collectedAt()));
    var resources = overview.systemResources();
    all.put(AlertMetric.CPU_USAGE, resources.cpuUsage());
    all.put(AlertMetric.MEMORY_USAGE, resources.memoryUsage());
    all.put(AlertMetric.DISK_USAGE, resources.diskUsage());
    all.put(AlertMetric.CACHE_HIT_RATIO, telling(lookups(overview, _ -> true)));
    all.put(AlertMetric.CONSUMER_LAG, overview.kafka().consumerLag());
    all.put(AlertMetric.OUTBOX_AGE, overview.kafka().outboxAgeSeconds());
    all.put(AlertMetric.POOL_PENDING, overview.queues().poolPending());
    all.put(AlertMetric.WEBSOCKET_CONNECTIONS, overview.realtime().websocketConnections());
    all.putRequests(Sample.ALL, overview.requests());
    all.putInstances(Sample.ALL, fleet.instances());
    for (ServiceView service : overview.services()) {
      all.putService(service, fleet.of(service.name()));
      all.found.put(
          AlertMetric.CACHE_HIT_RATIO,
          service.name(),
          telling(lookups(overview, service.name()::equals)));
    }
    return all.found;
  }

  private static CacheLookups lookups(Overview overview, Predicate<String> services) {
    return overview.cacheStats().kinds().stream()
        .filter(kind -> services.test(kind.service()))
        .map(kind -> new CacheLookups(kind.hits(), kind.hits() + kind.misses()))
        .reduce(CacheLookups.NONE, CacheLookups::plus);
  }

  /** Of few lookups most are the first of their kind, and miss: that says nothing of the caches. */
  private static @Nullable Double telling(CacheLookups lookups) {
    return lookups.gets() < TELLING_LOOKUPS ? null : CacheStats.ratio(lookups);
  }

  private void putService(ServiceView service, List<Instance> instances) {
    String name = service.name();
    putRequests(
        name,
        new RequestFigures(
            service.requestsPerSecond(),
            service.p50(),
            service.p95(),
            service.p99(),
            service.errorRate(),
            null));
    found.put(AlertMetric.CONSUMER_LAG, name, service.consumerLag());
    found.put(AlertMetric.POOL_PENDING, name, service.pool().pending());
    var figures = new Figures(instances, MINUTE);
    found.put(AlertMetric.CPU_USAGE, name, figures.busiest(Measure.CPU_USAGE));
    found.put(AlertMetric.OUTBOX_AGE, name, figures.max(Measure.OUTBOX_OLDEST_SECONDS));
    found.put(AlertMetric.WEBSOCKET_CONNECTIONS, name, figures.sum(Measure.WEBSOCKET_CONNECTIONS));
    var hosts = Hosts.worst(instances, MINUTE);
    found.put(AlertMetric.MEMORY_USAGE, name, hosts.memoryUsage());
    found.put(AlertMetric.DISK_USAGE, name, hosts.diskUsage());
    putInstances(name, instances);
  }

  private void putRequests(String service, RequestFigures requests) {
    found.put(AlertMetric.REQUESTS_PER_SECOND, service, requests.requestsPerSecond());
    found.put(AlertMetric.RESPONSE_TIME, service, requests.p95());
    found.put(AlertMetric.RESPONSE_TIME_P50, service, requests.p50());
    found.put(AlertMetric.RESPONSE_TIME_P99, service, requests.p99());
    found.put(AlertMetric.ERROR_RATE, service, requests.errorRate());
  }

  /** Discovery forgets in seconds who is dead: then nobody is down, and fewer are up. */
  private void putInstances(String service, List<Instance> instances) {
    long up = instances.stream().filter(instance -> instance.status() == Status.UP).count();
    found.put(AlertMetric.INSTANCES_UP, service, up);
    found.put(AlertMetric.INSTANCES_DOWN, service, instances.size() - up);
    putFullestHeap(service, instances);
  }

  /** One instance that runs out is not helped by the others. */
  private void putFullestHeap(String service, List<Instance> instances) {
    instances.stream()
        .map(instance -> InstanceView.of(instance, Duration.ZERO).jvm().heapUsage())
        .flatMap(Stream::ofNullable)
        .max(Double::compare)
        .ifPresent(fullest -> found.put(AlertMetric.HEAP_USAGE, service, fullest));
  }

  private void put(AlertMetric metric, @Nullable Number value) {
    found.put(metric, Sample.ALL, value);
  }
}
