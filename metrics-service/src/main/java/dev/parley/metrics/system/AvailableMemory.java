package dev.parley.metrics.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a machine could still hand out. The JDK knows only what is free, which on Linux is little,
 * since files fill the rest until somebody needs it; an alarm on that would never be silent.
 */
final class AvailableMemory {

  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d{1,15}) kB");

  private AvailableMemory() {}

  /** Only where the machine is as large as the JDK sees it: a container's limit is another one. */
  static long of(long total, long free) {
    try (Stream<String> lines = Files.lines(MEMINFO)) {
      var text = lines.toList();
      return value(text, "MemTotal").orElse(0) == total
          ? value(text, "MemAvailable").orElse(free)
          : free;
    } catch (IOException _) {
      return free;
    }
  }

  private static OptionalLong value(java.util.List<String> lines, String key) {
    return lines.stream()
        .map(LINE::matcher)
        .filter(line -> line.matches() && line.group(1).equals(key))
        .mapToLong(line -> Long.parseLong(line.group(2)) * 1024)
        .findFirst();
  }
}
