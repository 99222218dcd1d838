package dev.parley.bench.realtime;

import dev.parley.bench.chat.Cpu;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * A server that is measured.
 *
 * @param processes whose CPU counts, with their children
 * @param listeners how one comes to listen there
 * @param warmUps how often it is tried before it counts: code of a JVM is compiled on the same core
 * @param hundred also measured at 100 messages a second
 */
record Contender(
    String name,
    int port,
    Supplier<List<ProcessHandle>> processes,
    Dialect listeners,
    Speakers speakers,
    int warmUps,
    boolean hundred) {

  /** Clients, PostgreSQL, Kafka and Redis have the other one. */
  static final List<String> SERVERS_CORE = List.of("taskset", "-c", "0");

  static final int JVM_WARM_UPS = 12;

  /** Opens one that speaks there. */
  interface Speakers {
    Speaker open() throws IOException;
  }

  double cpuSeconds() {
    return processes.get().stream().mapToDouble(Cpu::ofAll).sum();
  }
}
