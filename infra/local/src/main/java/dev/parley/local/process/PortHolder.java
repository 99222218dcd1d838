package dev.parley.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who listens on a port, so that the user need not look for it. */
public final class PortHolder {
  private static final String LISTENING = "0A";

  private PortHolder() {}

  /** As in {@code java (pid 4711)}; less where the system does not tell us. */
  public static String describe(int port) {
    return pid(port)
        .map(pid -> name(pid) + " (pid " + pid + ")")
        .orElse("another process (of another user, as it cannot be seen)");
  }

  static Optional<Long> pid(int port) {
    return pidByProc(port).or(() -> pidByLsof(port));
  }

  private static Optional<Long> pidByProc(int port) {
    List<String> inodes =
        Stream.of("tcp", "tcp6")
            .flatMap(table -> lines(Path.of("/proc/net", table)))
            .map(line -> line.strip().split("\\s+"))
            .filter(column -> column.length > 9 && column[3].equals(LISTENING))
            .filter(column -> column[1].endsWith(":" + String.format(Locale.ROOT, "%04X", port)))
            .map(column -> "socket:[" + column[9] + "]")
            .toList();
    return inodes.isEmpty()
        ? Optional.empty()
        : ProcessHandle.allProcesses()
            .map(ProcessHandle::pid)
            .filter(pid -> holdsOneOf(pid, inodes))
            .findFirst();
  }

  private static boolean holdsOneOf(long pid, List<String> inodes) {
    try (Stream<Path> files = Files.list(Path.of("/proc", "" + pid, "fd"))) {
      return files.anyMatch(
          file -> {
            try {
              return inodes.contains(Files.readSymbolicLink(file).toString());
            } catch (IOException e) {
              return false;
            }
          });
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Long> pidByLsof(int port) {
    try {
      Process lsof =
          new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String out = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      lsof.waitFor(5, TimeUnit.SECONDS);
      return out.lines().findFirst().map(String::strip).map(Long::valueOf);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String name(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().command())
        .map(command -> command.substring(command.lastIndexOf('/') + 1))
        .orElse("a process");
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
