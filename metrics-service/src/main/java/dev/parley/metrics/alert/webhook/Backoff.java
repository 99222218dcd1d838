package dev.parley.metrics.alert.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When to try again: over a day and a half, ever more seldom, and not all at the same moment. */
final class Backoff {

  /** As multiples of the first: 5 s, 30 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h. */
  private static final List<Integer> PAUSES = List.of(1, 6, 60, 360, 1440, 3600, 7200, 10_080);

  private final Duration first;
  private final RandomGenerator random;

  Backoff(Duration first, RandomGenerator random) {
    this.first = first;
    this.random = random;
  }

  /** Empty: so many have failed that there is no point in another. */
  Optional<Duration> after(int failures) {
    return failures > PAUSES.size()
        ? Optional.empty()
        : Optional.of(spread(first.multipliedBy(PAUSES.get(failures - 1))));
  }

  /** A fifth more or less. */
  private Duration spread(Duration pause) {
    return Duration.ofMillis(Math.round(pause.toMillis() * random.nextDouble(0.8, 1.2)));
  }
}
