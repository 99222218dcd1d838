package dev.parley.gateway.limit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claim.
 *
 * @param counts one for each bucket of the claim, in its order
 */
record Verdict(boolean revoked, List<Count> counts) {

  static final Verdict REVOKED = new Verdict(true, List.of());
  static final Verdict NOTHING_COUNTED = new Verdict(false, List.of());

  /**
   * @param remaining how many more would be let in now
   * @param reset until one more than that is
   * @param delay until there is a place, where there is none
   */
  record Count(LimitPolicy policy, int remaining, Duration reset, @Nullable Duration delay) {}

  /** The bucket that keeps this request out for the longest. */
  @Nullable Count refusal() {
    Count longest = null;
    Duration most = Duration.ZERO;
    for (Count count : counts) {
      Duration delay = count.delay();
      if (delay != null && delay.compareTo(most) > 0) {
        longest = count;
        most = delay;
      }
    }
    return longest;
  }
}
