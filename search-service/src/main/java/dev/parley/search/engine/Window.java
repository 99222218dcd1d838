package dev.parley.search.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, both ends included. Only so many of the newest matches are ranked against each
 * other; behind them come those of the stretch before.
 *
 * @param newest null: there is no bound
 * @param oldest null: there is no bound
 */
public record Window(@Nullable Instant newest, @Nullable Instant oldest) {
  public static final Window ALL = new Window(null, null);

  /** PostgreSQL knows no shorter time. */
  private static final Duration MOMENT = Duration.ofNanos(1_000);

  /** Of what is older, as much as an engine takes. */
  public Window before() {
    return oldest == null ? this : new Window(oldest.minus(MOMENT), null);
  }
}
