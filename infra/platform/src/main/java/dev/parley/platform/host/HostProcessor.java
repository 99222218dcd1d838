package dev.parley.platform.host;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How busy the processors of the machine are, all of them, whatever part of them a container may
 * use: the JDK tells of that part. Where there is no {@code /proc} there are no such containers.
 */
final class HostProcessor implements MeterBinder {

  /** Several ask, each at a time of its own; what happens between two of them would say little. */
  private static final long LEAST = Duration.ofSeconds(1).toNanos();

  private static final Pattern ALL_PROCESSORS = Pattern.compile("cpu +(\\d{1,18}( \\d{1,18}){4,})");
  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISKS = 4;

  /** The columns behind these, of guests, are part of the first two already. */
  private static final int COLUMNS = 8;

  private record Ticks(long all, long idle) {}

  private final Path stat;
  private final DoubleSupplier otherwise;
  private final LongSupplier nanos;
  private Optional<Ticks> before;
  private long lookedAt;
  private double busy = Double.NaN;

  /**
   * @param otherwise what is told where Linux does not count
   */
  HostProcessor(Path root, DoubleSupplier otherwise, LongSupplier nanos) {
    this.stat = root.resolve("proc/stat");
    this.otherwise = otherwise;
    this.nanos = nanos;
    before = read();
    lookedAt = nanos.getAsLong();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("host.cpu.usage", this, HostProcessor::look)
        .description("Of all processors of the machine, the share that is busy")
        .strongReference(true)
        .register(registry);
  }

  /** Since somebody looked before; not a number where that was just now and the first time. */
  synchronized double look() {
    long now = nanos.getAsLong();
    if (now - lookedAt >= LEAST) {
      Optional<Ticks> ticks = read();
      busy =
          before
              .flatMap(from -> ticks.map(to -> share(from, to)))
              .orElseGet(otherwise::getAsDouble);
      before = ticks;
      lookedAt = now;
    }
    return busy;
  }

  /** Counters of idle time have been seen to go back a little. */
  private static double share(Ticks from, Ticks to) {
    double all = to.all() - from.all();
    return all <= 0 ? Double.NaN : Math.clamp(1 - (to.idle() - from.idle()) / all, 0.0, 1.0);
  }

  private Optional<Ticks> read() {
    if (!Files.isReadable(stat)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(stat)) {
      return lines
          .findFirst()
          .map(ALL_PROCESSORS::matcher)
          .filter(Matcher::matches)
          .map(line -> ticks(line.group(1)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Ticks ticks(String columns) {
    long[] ticks =
        Stream.of(columns.split(" ", -1)).limit(COLUMNS).mapToLong(Long::parseLong).toArray();
    long all = 0;
    for (long of : ticks) {
      all += of;
    }
    return new Ticks(all, ticks[IDLE] + ticks[WAITING_FOR_DISKS]);
  }
}
