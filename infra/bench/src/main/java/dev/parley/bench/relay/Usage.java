package dev.parley.bench.relay;

import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Time and CPU between two moments; PostgreSQL's includes all its backends that still live. */
record Usage(long events, double seconds, double jvm, double postgres, double kafka) {

  static Snapshot now(PostgresServer postgres, KafkaServer kafka) {
    return new Snapshot(
        System.nanoTime(),
        cpu(ProcessHandle.current()),
        ProcessHandle.of(postgres.pid()).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .collect(Collectors.toMap(ProcessHandle::pid, Usage::cpu)),
        ProcessHandle.of(kafka.pid()).map(Usage::cpu).orElse(0.0));
  }

  record Snapshot(long nanos, double jvm, Map<Long, Double> postgres, double kafka) {
    Usage until(Snapshot later, long events) {
      return new Usage(
          events,
          (later.nanos - nanos) / 1e9,
          later.jvm - jvm,
          later.postgres.entrySet().stream()
              .mapToDouble(now -> now.getValue() - postgres.getOrDefault(now.getKey(), 0.0))
              .sum(),
          later.kafka - kafka);
    }
  }

  double rate() {
    return events / seconds;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,9.0f events/s  %5.2f s  CPU µs/event: jvm %4.1f  postgres %4.1f  kafka %4.1f",
        rate(),
        seconds,
        jvm / events * 1e6,
        postgres / events * 1e6,
        kafka / events * 1e6);
  }

  private static double cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }
}
