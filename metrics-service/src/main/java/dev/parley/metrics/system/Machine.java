package dev.parley.metrics.system;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at the machine, or at the limits of the container that the JDK sees. */
@Component
public class Machine {

  private static final Logger log = LoggerFactory.getLogger(Machine.class);
  private static final long LASTS_NANOS = 2_000_000_000;

  private final OperatingSystemMXBean os =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final SystemProperties properties;
  private @Nullable SystemResources last;
  private long lookedAt;

  Machine(SystemProperties properties) {
    this.properties = properties;
  }

  /**
   * At most every other second anew: the load of the processor is that since somebody looked last,
   * and over a few milliseconds it is 0 or 1.
   */
  public synchronized SystemResources look() {
    SystemResources known = last;
    if (known != null && System.nanoTime() - lookedAt < LASTS_NANOS) {
      return known;
    }
    SystemResources now = lookAnew();
    last = now;
    lookedAt = System.nanoTime();
    return now;
  }

  private SystemResources lookAnew() {
    long total = os.getTotalMemorySize();
    long available = AvailableMemory.of(total, os.getFreeMemorySize());
    Disk disk = disk();
    return new SystemResources(
        known(os.getCpuLoad()),
        total > 0 ? used(total, available) : null,
        disk == null ? null : used(disk.total(), disk.available()),
        total > 0 ? total : null,
        total > 0 ? available : null,
        disk == null ? null : disk.total(),
        disk == null ? null : disk.available(),
        known(os.getSystemLoadAverage()),
        os.getAvailableProcessors());
  }

  private record Disk(long total, long available) {}

  private @Nullable Disk disk() {
    try {
      FileStore store = Files.getFileStore(properties.disk());
      return store.getTotalSpace() > 0
          ? new Disk(store.getTotalSpace(), store.getUsableSpace())
          : null;
    } catch (IOException e) {
      log.debug("The disk of {} tells nothing: {}", properties.disk(), e.toString());
      return null;
    }
  }

  /** Negative or NaN: the platform does not know. */
  private static @Nullable Double known(double value) {
    return value >= 0 ? value : null;
  }

  private static double used(long total, long available) {
    return Math.clamp(1 - (double) available / total, 0.0, 1.0);
  }
}
