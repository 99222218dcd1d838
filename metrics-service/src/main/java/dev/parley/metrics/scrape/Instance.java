package dev.parley.metrics.scrape;

import dev.parley.metrics.figures.Reading;
import dev.parley.metrics.figures.Window;
import java.time.Duration;
import java.util.List;
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

  public @Nullable Window window(Duration span) {
    return status == Status.UP ? Window.of(readings, span) : null;
  }
}
