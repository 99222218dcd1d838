package dev.parley.metrics.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How finely and for how long. A table each, in partitions of a tenth or so of what is kept. */
enum Resolution {
  FINE("sample_5s", Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofMinutes(10)),
  MIDDLE("sample_1m", Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofHours(3)),
  COARSE("sample_10m", Duration.ofMinutes(10), Duration.ofDays(30), Duration.ofDays(3));

  final String table;
  final Duration step;
  final Duration kept;
  final Duration partition;

  Resolution(String table, Duration step, Duration kept, Duration partition) {
    this.table = table;
    this.step = step;
    this.kept = kept;
    this.partition = partition;
  }

  Optional<Resolution> finer() {
    return switch (this) {
      case FINE -> Optional.empty();
      case MIDDLE -> Optional.of(FINE);
      case COARSE -> Optional.of(MIDDLE);
    };
  }

  Instant stretchOf(Instant at) {
    return begun(at, step);
  }

  Instant partitionOf(Instant at) {
    return begun(at, partition);
  }

  /** When the stretch began in which this moment lies. */
  static Instant begun(Instant at, Duration step) {
    return Instant.ofEpochSecond(
        Math.floorDiv(at.getEpochSecond(), step.toSeconds()) * step.toSeconds());
  }
}
