package dev.parley.metrics.overview;

import dev.parley.metrics.figures.CacheLookups;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Window;
import dev.parley.metrics.history.Sample;
import dev.parley.metrics.history.Series;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is taken down of a moment. What is not known then is left out: a gap, not a 0. */
final class FleetSamples {

  private final List<Sample> samples = new ArrayList<>();
  private final Instant since;

  private FleetSamples(Instant since) {
    this.since = since;
  }

  /**
   * @param since when the one before was taken down
   */
  static List<Sample> of(Fleet fleet, Instant since) {
    var of = new FleetSamples(since);
    of.addHosts(Sample.ALL, fleet.instances());
    of.add(Series.CPU_USAGE, Sample.ALL, Hosts.worst(fleet.instances(), Duration.ZERO).cpuUsage());
    of.addRequests(Sample.ALL, of.window(Serving.instances(fleet)));
    of.addState(Sample.ALL, fleet.instances());
    of.add(Series.DATABASE_SIZE, Sample.ALL, sum(fleet, it -> it.sum(Measure.DATABASE_SIZE_BYTES)));
    of.add(Series.CONSUMER_LAG, Sample.ALL, sum(fleet, Figures::lag));
    for (String service : fleet.services()) {
      of.addRequests(service, of.window(fleet.of(service)));
      of.addState(service, fleet.of(service));
      of.addHosts(service, fleet.of(service));
      var figures = new Figures(fleet.of(service), Duration.ZERO);
      of.add(Series.CPU_USAGE, service, figures.max(Measure.CPU_USAGE));
      of.add(Series.DATABASE_SIZE, service, figures.sum(Measure.DATABASE_SIZE_BYTES));
      of.add(Series.CONSUMER_LAG, service, figures.lag());
    }
    return of.samples;
  }

  /** Of what the instances of a service share, but services do not. Null where none knows. */
  private static @Nullable Double sum(Fleet fleet, Function<Figures, @Nullable Number> figure) {
    return fleet.services().stream()
        .map(service -> figure.apply(new Figures(fleet.of(service), Duration.ZERO)))
        .flatMap(Stream::ofNullable)
        .map(Number::doubleValue)
        .reduce(Double::sum)
        .orElse(null);
  }

  private @Nullable Window window(Collection<Instance> instances) {
    var windows = instances.stream().map(it -> it.since(since)).filter(Objects::nonNull).toList();
    return windows.isEmpty() ? null : windows.stream().reduce(Window.EMPTY, Window::plus);
  }

  private void addHosts(String service, List<Instance> instances) {
    var hosts = Hosts.worst(instances, Duration.ZERO);
    add(Series.MEMORY_USAGE, service, hosts.memoryUsage());
    add(Series.DISK_USAGE, service, hosts.diskUsage());
  }

  private void addRequests(String service, @Nullable Window window) {
    if (window != null && window.seconds() > 0) {
      var requests = window.requests();
      share(
          Series.REQUESTS_PER_SECOND,
          service,
          window.requestsPerSecond() * window.seconds(),
          window.seconds());
      share(Series.ERROR_RATE, service, requests.errors(), requests.count());
      samples.add(Sample.histogram(Series.RESPONSE_TIME, service, requests.durations()));
    }
  }

  private void addState(String service, List<Instance> instances) {
    var figures = new Figures(instances, Duration.ZERO);
    Window window = window(instances);
    if (window != null) {
      var lookups = window.caches().values().stream().reduce(CacheLookups.NONE, CacheLookups::plus);
      if (!window.caches().isEmpty()) {
        share(Series.CACHE_HIT_RATIO, service, lookups.hits(), lookups.gets());
      }
    }
    Double heap = figures.sum(Measure.HEAP_USED_BYTES);
    Double most = figures.sum(Measure.HEAP_MAX_BYTES);
    if (heap != null && most != null) {
      share(Series.HEAP_USAGE, service, heap, most);
    }
    add(Series.WEBSOCKET_CONNECTIONS, service, figures.sum(Measure.WEBSOCKET_CONNECTIONS));
    add(Series.DATABASE_CONNECTIONS, service, figures.sum(Measure.POOL_CONNECTIONS));
    add(Series.POOL_PENDING, service, figures.sum(Measure.POOL_PENDING));
    add(Series.OUTBOX_AGE, service, figures.max(Measure.OUTBOX_OLDEST_SECONDS));
    add(
        Series.INSTANCES_UP,
        service,
        instances.stream().filter(it -> it.status() == Status.UP).count());
  }

  private void share(Series series, String service, double sum, double weight) {
    samples.add(Sample.share(series, service, sum, weight));
  }

  private void add(Series series, String service, @Nullable Number value) {
    if (value != null) {
      samples.add(Sample.value(series, service, value.doubleValue()));
    }
  }
}
