package dev.parley.platform.host;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much memory there is and how much of it is left, as Linux counts it. The JDK knows only what
 * is free, which is little, since files fill the rest until somebody needs it; an alarm on that
 * would never be silent. Where there is no {@code /proc} nothing is known.
 */
final class HostMemory implements MeterBinder {

  private static final Pattern LINE = Pattern.compile("(\\w+):?\\s+(\\d{1,18})(?: (kB))?");

  private final Path root;

  HostMemory(Path root) {
    this.root = root;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("host.memory.total", this, host -> host.look().total())
        .description("Of the machine, or the limit of the container")
        .baseUnit(BaseUnits.BYTES)
        .strongReference(true)
        .register(registry);
    Gauge.builder("host.memory.available", this, host -> host.look().available())
        .description("What of it could still be handed out")
        .baseUnit(BaseUnits.BYTES)
        .strongReference(true)
        .register(registry);
  }

  /** A container's limit counts where it is narrower than the machine. */
  Memory look() {
    try {
      Map<String, Long> machine = figures(root.resolve("proc/meminfo"));
      Long total = machine.get("MemTotal");
      Long available = machine.get("MemAvailable");
      if (total == null || available == null) {
        return Memory.UNKNOWN;
      }
      var whole = new Memory(total, available);
      return container()
          .filter(it -> it.total() < total)
          .map(it -> narrower(it, whole))
          .orElse(whole);
    } catch (IOException _) {
      return Memory.UNKNOWN;
    }
  }

  /** A container is promised nothing: what the machine lacks it will not get. */
  private static Memory narrower(Memory container, Memory machine) {
    return new Memory(container.total(), Math.min(container.available(), machine.available()));
  }

  private Optional<Memory> container() throws IOException {
    Optional<Memory> second = group("", "sys/fs/cgroup", "memory.max", "memory.current", "");
    return second.isPresent()
        ? second
        : group(
            "memory",
            "sys/fs/cgroup/memory",
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "total_");
  }

  /** Within a container its own group is most often the root of what can be seen. */
  private Optional<Memory> group(
      String controller, String tree, String limit, String usage, String prefix)
      throws IOException {
    Path top = root.resolve(tree);
    Path own = top.resolve(ownGroup(controller)).normalize();
    for (Path folder : own.startsWith(top) ? new Path[] {own, top} : new Path[] {top}) {
      OptionalLong most = number(folder.resolve(limit));
      OptionalLong used = number(folder.resolve(usage));
      if (most.isPresent() && used.isPresent()) {
        // files are dropped before anybody is refused memory; an index is read as one
        Map<String, Long> figures = figures(folder.resolve("memory.stat"));
        long files =
            figures.getOrDefault(prefix + "inactive_file", 0L)
                + figures.getOrDefault(prefix + "active_file", 0L);
        long held = Math.max(0, used.getAsLong() - files);
        return Optional.of(new Memory(most.getAsLong(), Math.max(0, most.getAsLong() - held)));
      }
    }
    return Optional.empty();
  }

  /** Lines are as in {@code 4:cpu,memory:/a/b}; the second version's has no controllers. */
  private String ownGroup(String controller) throws IOException {
    Path file = root.resolve("proc/self/cgroup");
    if (!Files.isReadable(file)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split(":", 3))
          .filter(parts -> parts.length == 3)
          .filter(parts -> Stream.of(parts[1].split(",", -1)).anyMatch(controller::equals))
          .map(parts -> parts[2].replaceFirst("^/+", ""))
          .findFirst()
          .orElse("");
    }
  }

  /** Empty where there is none, and of {@code max}. */
  private static OptionalLong number(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    String text = Files.readString(file).strip();
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private static Map<String, Long> figures(Path file) throws IOException {
    Map<String, Long> found = new HashMap<>();
    if (Files.isReadable(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        lines
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .forEach(
                line ->
                    found.put(
                        line.group(1),
                        Long.parseLong(line.group(2)) * (line.group(3) == null ? 1 : 1024)));
      }
    }
    return found;
  }
}
