package dev.parley.bench.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Of one server, over the rounds. */
final class Figures {

  private final String name;
  private final List<Trial> most = new ArrayList<>();
  private final List<Trial> calm = new ArrayList<>();
  private final List<Trial> hundred = new ArrayList<>();

  Figures(String name) {
    this.name = name;
  }

  boolean isOf(String who) {
    return name.equals(who);
  }

  void most(Trial trial) {
    most.add(trial);
  }

  void calm(Trial trial) {
    calm.add(trial);
  }

  void hundred(Trial trial) {
    hundred.add(trial);
  }

  double medianMost() {
    return median(most, Trial::heard);
  }

  String mostLine(double of) {
    return String.format(
        Locale.ROOT,
        "%-22s %,9.0f/s [%,9.0f … %,9.0f]  p99 %5.1f ms  CPU %6.2f µs a delivery  client %3.0f %%"
            + "  ours is %.1f×",
        name,
        medianMost(),
        most.stream().mapToDouble(Trial::heard).min().orElse(0),
        most.stream().mapToDouble(Trial::heard).max().orElse(0),
        median(most, Trial::p99),
        median(most, Trial::cpu) * 1e6,
        median(most, Trial::client) * 100,
        of / medianMost());
  }

  String calmLine() {
    return latencies(calm);
  }

  boolean hasHundred() {
    return !hundred.isEmpty();
  }

  String hundredLine() {
    return latencies(hundred);
  }

  private String latencies(List<Trial> trials) {
    return String.format(
        Locale.ROOT,
        "%-22s p50 %6.2f ms [%6.2f … %6.2f]  p99 %6.2f ms [%6.2f … %6.2f]  CPU %6.2f µs",
        name,
        median(trials, Trial::p50),
        trials.stream().mapToDouble(Trial::p50).min().orElse(0),
        trials.stream().mapToDouble(Trial::p50).max().orElse(0),
        median(trials, Trial::p99),
        trials.stream().mapToDouble(Trial::p99).min().orElse(0),
        trials.stream().mapToDouble(Trial::p99).max().orElse(0),
        median(trials, Trial::cpu) * 1e6);
  }

  private static double median(List<Trial> trials, ToDoubleFunction<Trial> of) {
    double[] sorted = trials.stream().mapToDouble(of).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
