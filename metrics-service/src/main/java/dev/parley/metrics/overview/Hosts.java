package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.system.SystemResources;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The machines or containers that instances run in, as these see them. */
final class Hosts {

  private static final SystemResources UNKNOWN =
      new SystemResources(null, null, null, null, null, null, null, null, null);

  private Hosts() {}

  /** Its processor's load is the mean over the span: that of a moment says little. */
  static SystemResources of(Instance instance, Duration span) {
    var figures = new Figures(List.of(instance), span);
    Long memory = figures.whole(Measure.HOST_MEMORY_TOTAL_BYTES);
    Long availableMemory = figures.whole(Measure.HOST_MEMORY_AVAILABLE_BYTES);
    Long disk = figures.whole(Measure.DISK_TOTAL_BYTES);
    Long availableDisk = figures.whole(Measure.DISK_FREE_BYTES);
    return new SystemResources(
        figures.busiest(Measure.HOST_CPU_USAGE),
        used(memory, availableMemory),
        used(disk, availableDisk),
        memory,
        availableMemory,
        disk,
        availableDisk,
        figures.sum(Measure.HOST_LOAD_AVERAGE),
        figures.whole(Measure.HOST_PROCESSORS));
  }

  private static @Nullable Double used(@Nullable Long total, @Nullable Long available) {
    return total == null || available == null || total <= 0
        ? null
        : Math.clamp(1 - (double) available / total, 0.0, 1.0);
  }

  /** One machine that runs out is not helped by the others. */
  static SystemResources worst(Collection<Instance> instances, Duration span) {
    List<SystemResources> hosts = instances.stream().map(instance -> of(instance, span)).toList();
    SystemResources memory = most(hosts, SystemResources::memoryUsage);
    SystemResources disk = most(hosts, SystemResources::diskUsage);
    SystemResources load = most(hosts, SystemResources::loadAverage);
    return new SystemResources(
        most(hosts, SystemResources::cpuUsage).cpuUsage(),
        memory.memoryUsage(),
        disk.diskUsage(),
        memory.memoryTotalBytes(),
        memory.memoryAvailableBytes(),
        disk.diskTotalBytes(),
        disk.diskAvailableBytes(),
        load.loadAverage(),
        load.processors());
  }

  private static SystemResources most(
      List<SystemResources> hosts, Function<SystemResources, @Nullable Double> figure) {
    return hosts.stream()
        .filter(host -> figure.apply(host) != null)
        .max(Comparator.comparingDouble(host -> Objects.requireNonNull(figure.apply(host))))
        .orElse(UNKNOWN);
  }
}
