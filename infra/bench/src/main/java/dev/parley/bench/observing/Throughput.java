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
 * load by turns.
 */
final class Throughput {

  private static final int WARM_UPS = 2;

  /** As it is where nobody says otherwise. */
  private static final String SAMPLED =
      System.getenv().getOrDefault("OTEL_TRACES_SAMPLER_ARG", PlatformDefaults.TRACES_KEPT);

  private Throughput() {}

  /** Returns what the services of the watched one tell of themselves at the end. */
  static Map<String, String> measure(Path folder, int rounds, int seconds)
      throws IOException, InterruptedException {
    Path root = Path.of("").toAbsolutePath();
    try (TraceSink sink = TraceSink.start();
        LocalParley with =
            LocalParley.start(
                root,
                folder.resolve("with"),
                Map.of(
                    "RATE_LIMIT_ENABLED",
                    "false",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    sink.url(),
                    "OTEL_TRACES_SAMPLER_ARG",
                    SAMPLED));
        LocalParley without =
            LocalParley.start(
                root,
                folder.resolve("without"),
                Map.of(
                    "RATE_LIMIT_ENABLED",
                    "false",
                    "ENABLE_METRICS",
                    "false",
                    "METRICS_SCRAPE_INTERVAL",
                    "1h",
                    "PARLEY_PASS_ENV",
                    "METRICS_SCRAPE_INTERVAL"))) {
      Watched on = Watched.of(with);
      Watched off = Watched.of(without);
      for (int i = 0; i < WARM_UPS; i++) {
        on.load(seconds);
        off.load(seconds);
      }
      long spansBefore = sink.bytes();
      List<Round> watched = new ArrayList<>();
      List<Round> unwatched = new ArrayList<>();
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
      tell(watched, unwatched, sink.bytes() - spansBefore);
      return on.expositions();
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

  private static void tell(List<Round> on, List<Round> off, long traced) {
    double with = median(on.stream().map(round -> round.load().rate()).toList());
    double without = median(off.stream().map(round -> round.load().rate()).toList());
    double cpuWith = median(on.stream().map(Round::cpuMicros).toList());
    double cpuWithout = median(off.stream().map(Round::cpuMicros).toList());
    System.out.printf(
        Locale.ROOT,
        "medians: on %.0f/s, off %.0f/s: observing costs %.1f %% of throughput; CPU %.0f against"
            + " %.0f µs a request (%+.1f %%); %.1f MB of traces, of which %s are kept%n",
        with,
        without,
        100 * (1 - with / without),
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
