package dev.parley.bench.relay;

import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.ServerOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.util.FileSystemUtils;

/** Run it by {@code infra/bench/relay.sh}; fsync is on, everything is on this machine. */
final class RelayBenchmark {
  private enum Subject {
    RELAY,
    PRODUCER_ONLY,
    SELECT_AND_DELETE_ONLY
  }

  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final int events;
  private final List<ProducerRecord<byte[], byte[]>> records;

  private RelayBenchmark(PostgresServer postgres, KafkaServer kafka, int events) {
    this.postgres = postgres;
    this.kafka = kafka;
    this.events = events;
    this.records = Peers.records(events);
  }

  static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
    Path data = Files.createTempDirectory("parley-bench");
    try (PostgresServer postgres = PostgresServer.start(ServerOptions.keptIn(data.resolve("p")));
        KafkaServer kafka = KafkaServer.start(ServerOptions.keptIn(data.resolve("k")))) {
      postgres.createService(BenchService.SCHEMA, BenchService.SCHEMA);
      new RelayBenchmark(postgres, kafka, events).run(rounds);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private void run(int rounds) throws SQLException {
    say("load " + load() + ", " + events + " events a round; round 0 warms up and does not count");
    Map<Subject, List<Usage>> results = new EnumMap<>(Subject.class);
    for (int round = 0; round <= rounds; round++) {
      List<Subject> order = new ArrayList<>(List.of(Subject.values()));
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Subject subject : order) {
        Usage usage = measure(subject);
        say("round " + round + "  " + label(subject) + usage + "  load " + load());
        if (round > 0) {
          results.computeIfAbsent(subject, _ -> new ArrayList<>()).add(usage);
        }
      }
    }
    results.forEach(
        (subject, usages) -> say("median   " + label(subject) + median(usages) + spread(usages)));
    try (var service = BenchService.start(postgres, kafka, true)) {
      service.getBean(BenchService.Gate.class).countDown();
      say(IdleLatency.measure(service, kafka) + "  load " + load());
    }
  }

  private Usage measure(Subject subject) throws SQLException {
    return switch (subject) {
      case RELAY -> relay();
      case PRODUCER_ONLY -> {
        Usage.Snapshot before = Usage.now(postgres, kafka);
        Peers.produce(kafka, records);
        yield before.until(Usage.now(postgres, kafka), events);
      }
      case SELECT_AND_DELETE_ONLY -> {
        try (var writer = BenchService.start(postgres, kafka, false)) {
          Backlog.clear(writer);
          Backlog.write(writer, events);
          Usage.Snapshot before = Usage.now(postgres, kafka);
          int deleted = Peers.readAndDelete(postgres);
          yield before.until(Usage.now(postgres, kafka), deleted);
        }
      }
    };
  }

  private Usage relay() {
    try (var writer = BenchService.start(postgres, kafka, false)) {
      Backlog.clear(writer);
      Backlog.write(writer, events);
      try (var service = BenchService.start(postgres, kafka, true)) {
        Usage.Snapshot before = Usage.now(postgres, kafka);
        service.getBean(BenchService.Gate.class).countDown();
        while (BenchService.sent(service) < events) {
          LockSupport.parkNanos(5_000_000);
        }
        return before.until(Usage.now(postgres, kafka), events);
      }
    }
  }

  private static Usage median(List<Usage> usages) {
    return usages.stream()
        .sorted((a, b) -> Double.compare(a.rate(), b.rate()))
        .toList()
        .get(usages.size() / 2);
  }

  private static String spread(List<Usage> usages) {
    return usages.stream()
        .map(Usage::rate)
        .sorted()
        .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
        .collect(Collectors.joining(" | ", "  [", "]"));
  }

  private static String label(Subject subject) {
    return String.format("%-24s", subject.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
