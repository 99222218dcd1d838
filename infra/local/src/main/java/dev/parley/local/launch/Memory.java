package dev.parley.local.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The memory of a process and its children. Counted in proportion where the kernel tells
 * (PostgreSQL's backends share theirs, and would else be counted a dozen times).
 */
final class Memory {
  private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  private Memory() {}

  static long bytes(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> kilobytes(each.pid()) * 1024)
        .sum();
  }

  private static long kilobytes(long pid) {
    long proportional = read(Path.of("/proc", "" + pid, "smaps_rollup"), PROPORTIONAL);
    if (proportional > 0) {
      return proportional;
    }
    long resident = read(Path.of("/proc", "" + pid, "status"), RESIDENT);
    return resident > 0 ? resident : byPs(pid);
  }

  private static long read(Path file, Pattern pattern) {
    try {
      Matcher found = pattern.matcher(Files.readString(file));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long byPs(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", "" + pid).start();
      String out = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      ps.waitFor(5, TimeUnit.SECONDS);
      return out.isBlank() ? 0 : Long.parseLong(out.strip());
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
