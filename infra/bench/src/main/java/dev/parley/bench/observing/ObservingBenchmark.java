package dev.parley.bench.observing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** Run it by {@code infra/bench/observing.sh}. */
final class ObservingBenchmark {

  private ObservingBenchmark() {}

  static void main(String[] arguments) throws Exception {
    int launches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
    Path folder = Files.createTempDirectory("parley-bench");
    try {
      Map<String, String> expositions = Throughput.measure(folder, launches, rounds, seconds);
      Collecting.measure(folder, expositions);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    // what the installations' shutdown hooks would wait for has been closed
    System.exit(0);
  }
}
