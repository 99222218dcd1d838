package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
import org.jspecify.annotations.Nullable;

/** Database connections: in use, at rest, asked for in vain so far, and how many there may be. */
record PoolFigures(
    @Nullable Long active, @Nullable Long idle, @Nullable Long pending, @Nullable Long max) {

  static PoolFigures of(Figures figures) {
    return new PoolFigures(
        figures.whole(Measure.POOL_ACTIVE),
        figures.whole(Measure.POOL_IDLE),
        figures.whole(Measure.POOL_PENDING),
        figures.whole(Measure.POOL_MAX));
  }
}
