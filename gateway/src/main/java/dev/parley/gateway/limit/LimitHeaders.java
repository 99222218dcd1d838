package dev.parley.gateway.limit;

import dev.parley.gateway.limit.Verdict.Count;
import java.time.Duration;
import java.util.List;

/**
 * What an answer says of the limits that counted its request
 * (draft-ietf-httpapi-ratelimit-headers): of each policy its bucket with the least left.
 */
final class LimitHeaders {

  private LimitHeaders() {}

  static String state(List<Count> counts) {
    var text = new StringBuilder(48);
    for (int i = 0; i < counts.size(); i++) {
      Count count = counts.get(i);
      if (isTightest(count, i, counts)) {
        text.append(text.isEmpty() ? "\"" : ", \"")
            .append(count.policy().name())
            .append("\";r=")
            .append(count.remaining())
            .append(";t=")
            .append(seconds(count.reset()));
      }
    }
    return text.toString();
  }

  private static boolean isTightest(Count count, int at, List<Count> all) {
    for (int i = 0; i < all.size(); i++) {
      Count other = all.get(i);
      if (i != at
          && other.policy().name().equals(count.policy().name())
          && (other.remaining() < count.remaining()
              || (other.remaining() == count.remaining() && i < at))) {
        return false;
      }
    }
    return true;
  }

  /** Rounded up: who waits for so long comes not a moment too soon. */
  static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }
}
