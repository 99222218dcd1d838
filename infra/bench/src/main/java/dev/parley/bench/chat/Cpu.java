package dev.parley.bench.chat;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** CPU seconds by part; {@code client} is this process. */
public record Cpu(double chat, double postgres, double kafka, double client) {

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

  static double of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  static double ofAll(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).mapToDouble(Cpu::of).sum();
  }
}
