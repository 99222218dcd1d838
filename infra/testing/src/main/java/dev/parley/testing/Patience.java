package dev.parley.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what happens elsewhere: on a condition, looked at often, with a bound.
 */
public final class Patience {
  /**
   * Generous, because a busy machine is no failure; a condition that holds ends the wait at once.
   */
  public static final Duration BOUND = Duration.ofSeconds(20);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private Patience() {}

  public static ConditionFactory await() {
    return upTo(BOUND);
  }

  public static ConditionFactory upTo(Duration bound) {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(LOOK_EVERY).atMost(bound);
  }
}
