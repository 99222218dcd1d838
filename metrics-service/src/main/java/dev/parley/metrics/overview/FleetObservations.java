package dev.parley.metrics.overview;

import dev.parley.metrics.alert.AlertMetric;
import dev.parley.metrics.alert.Observations;
import dev.parley.metrics.history.Sample;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rules may be about, of the last minute. */
final class FleetObservations {

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
    all.put(AlertMetric.CACHE_HIT_RATIO, telling(overview.cacheStats()));
    all.put(AlertMetric.CONSUMER_LAG, overview.kafka().consumerLag());
    all.put(AlertMetric.OUTBOX_AGE, overview.kafka().outboxAgeSeconds());
    all.put(AlertMetric.POOL_PENDING, overview.queues().poolPending());
    all.put(AlertMetric.WEBSOCKET_CONNECTIONS, overview.realtime().websocketConnections());
    all.putRequests(Sample.ALL, overview.requests());
    all.putInstances(Sample.ALL, fleet.instances());
    overview.services().forEach(service -> all.putService(service, fleet.of(service.name())));
    return all.found;
  }

  /** Of few lookups most are the first of their kind, and miss: that says nothing of the caches. */
  private static @Nullable Double telling(CacheStats caches) {
    return caches.hits() == null
            || caches.misses() == null
            || caches.hits() + caches.misses() < TELLING_LOOKUPS
        ? null
        : caches.hitRatio();
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
    putInstances(name, instances);
  }

  private void putRequests(String service, RequestFigures requests) {
    found.put(AlertMetric.REQUESTS_PER_SECOND, service, requests.requestsPerSecond());
    found.put(AlertMetric.RESPONSE_TIME, service, requests.p95());
    found.put(AlertMetric.RESPONSE_TIME_P50, service, requests.p50());
    found.put(AlertMetric.RESPONSE_TIME_P99, service, requests.p99());
    found.put(AlertMetric.ERROR_RATE, service, requests.errorRate());
  }

  /** Of heap the fullest: one instance that runs out is not helped by the others. */
  private void putInstances(String service, List<Instance> instances) {
    found.put(
        AlertMetric.INSTANCES_DOWN,
        service,
        instances.stream().filter(instance -> instance.status() != Status.UP).count());
    instances.stream()
        .map(instance -> InstanceView.of(instance, Duration.ZERO).jvm())
        .map(InstanceView.Jvm::heapUsage)
        .flatMap(Stream::ofNullable)
        .max(Double::compare)
        .ifPresent(fullest -> found.put(AlertMetric.HEAP_USAGE, service, fullest));
  }

  private void put(AlertMetric metric, @Nullable Number value) {
    found.put(metric, Sample.ALL, value);
  }
}
