package dev.parley.bench.observing;

import dev.parley.bench.observing.Watched.Round;
import dev.parley.local.launch.LocalParley;
import dev.parley.platform.defaults.PlatformDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two installations side by side, one that is watched as it is by default, one that is not, under
 * load by turns. They are launched several times: how a JVM happens to compile the same code
 * differs from launch to launch by more than what is measured.
 */
final class Throughput {

  /** What is compiled meanwhile would else be taken for what observing costs: it is more code. */
  private static final int WARM_UPS = 4;

  /** As it is where nobody says otherwise. */
  private static final String SAMPLED =
      System.getenv().getOrDefault("OTEL_TRACES_SAMPLER_ARG", PlatformDefaults.TRACES_KEPT);

  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Map<String, String> NOT_WATCHING =
      Map.of(
          "RATE_LIMIT_ENABLED",
          "false",
          "ENABLE_METRICS",
          "false",
          "METRICS_SCRAPE_INTERVAL",
          "1h",
          "PARLEY_PASS_ENV",
          "METRICS_SCRAPE_INTERVAL");

  private Throughput() {}

  /** Returns what the services of the watched one tell of themselves at the end. */
  static Map<String, String> measure(Path folder, int launches, int rounds, int seconds)
      throws IOException, InterruptedException {
    List<Round> watched = new ArrayList<>();
    List<Round> unwatched = new ArrayList<>();
    Map<String, String> expositions = Map.of();
    long traced = 0;
    try (TraceSink sink = TraceSink.start()) {
      for (int launch = 0; launch < launches; launch++) {
        Path home = folder.resolve("launch-" + launch);
        try (LocalParley with = LocalParley.start(ROOT, home.resolve("with"), watching(sink));
            LocalParley without = LocalParley.start(ROOT, home.resolve("without"), NOT_WATCHING)) {
          Watched on = Watched.of(with);
          Watched off = Watched.of(without);
          warmUp(on, off, seconds);
          long spansBefore = sink.bytes();
          for (int round = 0; round < rounds; round++) {
            // whoever comes second finds the machine warmer, or fuller
            if (round % 2 == 0) {
              watched.add(round("on ", on, seconds));
              unwatched.add(alone(on, off, seconds));
            } else {
              unwatched.add(alone(on, off, seconds));
              watched.add(round("on ", on, seconds));
            }
          }
          traced += sink.bytes() - spansBefore;
          expositions = on.expositions();
        }
        tellLaunch(
            launch + 1,
            watched.subList(launch * rounds, watched.size()),
            unwatched.subList(launch * rounds, unwatched.size()));
      }
    }
    tell(watched, unwatched, traced);
    return expositions;
  }

  private static Map<String, String> watching(TraceSink sink) {
    return Map.of(
        "RATE_LIMIT_ENABLED",
        "false",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        sink.url(),
        "OTEL_TRACES_SAMPLER_ARG",
        SAMPLED);
  }

  private static void warmUp(Watched on, Watched off, int seconds) throws IOException {
    for (int i = 0; i < WARM_UPS; i++) {
      on.load(seconds);
      off.load(seconds);
    }
  }

  private static Round alone(Watched on, Watched off, int seconds) throws IOException {
    on.standStill(true);
    try {
      return round("off", off, seconds);
    } finally {
      on.standStill(false);
    }
  }

  private static Round round(String name, Watched watched, int seconds) throws IOException {
    Round round = watched.load(seconds);
    System.out.printf(
        Locale.ROOT, "%s  %s  CPU %5.0f µs a request%n", name, round.load(), round.cpuMicros());
    return round;
  }

  private static void tellLaunch(int launch, List<Round> on, List<Round> off) {
    System.out.printf(
        Locale.ROOT,
        "launch %d: on %.0f/s, off %.0f/s: %.1f %% of throughput%n",
        launch,
        rate(on),
        rate(off),
        cost(on, off));
  }

  private static double rate(List<Round> rounds) {
    return median(rounds.stream().map(round -> round.load().rate()).toList());
  }

  private static double cost(List<Round> on, List<Round> off) {
    return 100 * (1 - rate(on) / rate(off));
  }

  private static void tell(List<Round> on, List<Round> off, long traced) {
    double cpuWith = median(on.stream().map(Round::cpuMicros).toList());
    double cpuWithout = median(off.stream().map(Round::cpuMicros).toList());
    System.out.printf(
        Locale.ROOT,
        "medians: on %.0f/s, off %.0f/s: observing costs %.1f %% of throughput; CPU %.0f against"
            + " %.0f µs a request (%+.1f %%); %.1f MB of traces, of which %s are kept%n",
        rate(on),
        rate(off),
        cost(on, off),
        cpuWith,
        cpuWithout,
        100 * (cpuWith / cpuWithout - 1),
        traced / 1e6,
        SAMPLED);
    for (String process : on.getFirst().micros().keySet()) {
      System.out.printf(
          Locale.ROOT,
          "  %-18s %5.0f against %5.0f µs a request%n",
          process,
          median(on.stream().map(round -> micros(round, process)).toList()),
          median(off.stream().map(round -> micros(round, process)).toList()));
    }
  }

  private static double micros(Round round, String process) {
    return round.micros().getOrDefault(process, Double.NaN);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
