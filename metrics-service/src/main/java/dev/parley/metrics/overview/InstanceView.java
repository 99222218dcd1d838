package dev.parley.metrics.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.scrape.Status;
import dev.parley.metrics.system.SystemResources;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instance. Where it could not be read, the figures are null and {@code detail} says why. */
record InstanceView(
    String id,
    Status status,
    @Nullable String detail,
    @Nullable Double uptimeSeconds,
    @Nullable Double requestsPerSecond,
    @Nullable Double errorRate,
    @JsonProperty("p50") @Nullable Double p50,
    @JsonProperty("p95") @Nullable Double p95,
    @JsonProperty("p99") @Nullable Double p99,
    Jvm jvm,
    SystemResources host,
    PoolFigures pool,
    int skippedLines) {

  /** {@code gcPauseSeconds} is the time stood still within the window. */
  record Jvm(
      @Nullable Long heapUsedBytes,
      @Nullable Long heapMaxBytes,
      @Nullable Long threads,
      @Nullable Double gcPauseSeconds,
      @Nullable Double cpuUsage) {

    @JsonIgnore
    @Nullable Double heapUsage() {
      return heapUsedBytes == null || heapMaxBytes == null || heapMaxBytes <= 0
          ? null
          : (double) heapUsedBytes / heapMaxBytes;
    }
  }

  static InstanceView of(Instance instance, Duration span) {
    var figures = new Figures(List.of(instance), span);
    var requests = RequestFigures.of(figures.window());
    return new InstanceView(
        instance.id(),
        instance.status(),
        instance.why(),
        figures.sum(Measure.UPTIME_SECONDS),
        requests.requestsPerSecond(),
        requests.errorRate(),
        requests.p50(),
        requests.p95(),
        requests.p99(),
        new Jvm(
            figures.whole(Measure.HEAP_USED_BYTES),
            figures.whole(Measure.HEAP_MAX_BYTES),
            figures.whole(Measure.THREADS),
            figures.increase(Measure.GC_PAUSE_SECONDS),
            figures.sum(Measure.CPU_USAGE)),
        Hosts.of(instance, span),
        PoolFigures.of(figures),
        instance.skippedLines());
  }
}
