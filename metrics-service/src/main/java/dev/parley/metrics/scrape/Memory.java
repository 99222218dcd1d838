package dev.parley.metrics.scrape;

import dev.parley.metrics.figures.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The readings of the last minutes. Whoever has not been read for that long is forgotten. */
final class Memory {

  private static final Duration KEPT = Duration.ofMinutes(6);

  /** Whatever the interval, so that a busy page cannot fill the memory. */
  private static final int MOST_READINGS = 400;

  private final Map<String, ArrayDeque<Reading>> byInstance = new HashMap<>();

  void add(String id, Reading reading) {
    var readings = byInstance.computeIfAbsent(id, _ -> new ArrayDeque<>());
    if (!readings.isEmpty() && reading.at().isBefore(readings.getLast().at())) {
      // the clock was put back: between then and now there are no rates
      readings.clear();
    }
    readings.addLast(readings.isEmpty() ? reading : reading.sharing(readings.getLast()));
    if (readings.size() > MOST_READINGS) {
      readings.removeFirst();
    }
  }

  List<Reading> of(String id) {
    var readings = byInstance.get(id);
    return readings == null ? List.of() : List.copyOf(readings);
  }

  void forgetBefore(Instant now) {
    Instant oldest = now.minus(KEPT);
    byInstance
        .values()
        .forEach(readings -> readings.removeIf(reading -> reading.at().isBefore(oldest)));
    byInstance.values().removeIf(ArrayDeque::isEmpty);
  }
}
