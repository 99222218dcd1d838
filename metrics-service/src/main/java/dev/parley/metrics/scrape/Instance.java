package dev.parley.metrics.scrape;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Reading;
import dev.parley.metrics.figures.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of one instance now. Readings, oldest first, are those of the last minutes. */
public record Instance(
    String service,
    String id,
    Status status,
    @Nullable String why,
    int skippedLines,
    List<Reading> readings) {

  public Instance {
    readings = List.copyOf(readings);
  }

  /** Null unless it could be read just now: an old figure would pass for a present one. */
  public @Nullable Reading latest() {
    return status == Status.UP && !readings.isEmpty() ? readings.getLast() : null;
  }

  /** What it did since it was last read before that moment, as far as that is remembered. */
  public @Nullable Window since(Instant from) {
    Instant before = from;
    for (Reading reading : readings) {
      if (!reading.at().isAfter(from)) {
        before = reading.at();
      }
    }
    return status == Status.UP ? Window.since(readings, before) : null;
  }

  /** Of what it said within the span until now; null where it said nothing of that. */
  public @Nullable Double mean(Measure measure, Duration span) {
    Reading newest = latest();
    if (newest == null) {
      return null;
    }
    Instant from = newest.at().minus(span);
    var values =
        readings.stream()
            .filter(reading -> !reading.at().isBefore(from))
            .map(reading -> reading.get(measure))
            .flatMap(Stream::ofNullable)
            .mapToDouble(Double::doubleValue)
            .average();
    return values.isPresent() ? values.getAsDouble() : null;
  }

  public @Nullable Window window(Duration span) {
    return status == Status.UP ? Window.of(readings, span) : null;
  }
}
