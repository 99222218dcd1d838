package dev.parley.bench.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** CPU seconds by part; {@code client} is this process. */
public record Cpu(double chat, double postgres, double kafka, double client) {

  /** What Linux counts in, whatever the machine. */
  private static final double TICKS_A_SECOND = 100;

  public Cpu since(Cpu before) {
    return new Cpu(
        chat - before.chat,
        postgres - before.postgres,
        kafka - before.kafka,
        client - before.client);
  }

  public String each(long posts) {
    return String.format(
        Locale.ROOT,
        "CPU µs a post: chat %5.1f  postgres %5.1f  kafka %4.1f  client %5.1f",
        chat / posts * 1e6,
        postgres / posts * 1e6,
        kafka / posts * 1e6,
        client / posts * 1e6);
  }

  public static double of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** With all children, those that have ended included: a backend ends with its connection. */
  public static double ofAll(ProcessHandle process) {
    return of(process) + ended(process.pid()) + process.descendants().mapToDouble(Cpu::of).sum();
  }

  private static double ended(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      return (Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) / TICKS_A_SECOND;
    } catch (IOException _) {
      return 0;
    }
  }
}
