package dev.parley.local.launch;

import dev.parley.local.process.LogTail;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last lines of one log or all, and what comes. */
record LogsCommand(Instance instance) {
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final int LINES = 50;

  void run(List<String> names, boolean follow) {
    List<Path> logs = logs(names);
    Map<Path, Long> shown = new TreeMap<>();
    for (Path log : logs) {
      shown.put(log, length(log));
      LogTail.of(log, logs.size() == 1 ? LINES : 5).forEach(line -> show(logs, log, line));
    }
    while (follow && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      logs.forEach(log -> shown.merge(log, 0L, (from, _) -> showFrom(logs, log, from)));
    }
  }

  private List<Path> logs(List<String> names) {
    try (Stream<Path> files = Files.list(instance.home().logs())) {
      List<Path> all = files.filter(log -> log.toString().endsWith(".log")).sorted().toList();
      if (all.isEmpty()) {
        throw new LaunchException("There are no logs yet. Start Parley: ./run");
      }
      List<Path> logs =
          all.stream()
              .filter(log -> names.isEmpty() || names.stream().anyMatch(n -> isOf(n, log)))
              .toList();
      if (logs.isEmpty()) {
        throw new LaunchException(
            "There is no log of that name. There are: "
                + all.stream().map(LogsCommand::name).collect(Collectors.joining(", ")));
      }
      return logs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the service itself or of a further instance of it. */
  private static boolean isOf(String name, Path log) {
    String base = name(log);
    return base.equals(name) || base.matches(java.util.regex.Pattern.quote(name) + "-\\d");
  }

  private long showFrom(List<Path> logs, Path log, long from) {
    long end = length(log);
    long start = Math.min(from, end);
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(end - start, 1 << 20)];
      file.seek(start);
      file.readFully(bytes);
      int whole = lastLineEnd(bytes);
      new String(bytes, 0, whole, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> show(logs, log, line));
      return start + whole;
    } catch (IOException e) {
      return start;
    }
  }

  private static int lastLineEnd(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private void show(List<Path> logs, Path log, String line) {
    instance.console().line(logs.size() == 1 ? line : "%-18s │ %s".formatted(name(log), line));
  }

  private static String name(Path log) {
    return log.getFileName().toString().replaceFirst("[.]log$", "");
  }

  private static long length(Path log) {
    return log.toFile().length();
  }
}
