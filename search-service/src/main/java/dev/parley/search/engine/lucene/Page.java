package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Match;
import dev.parley.search.engine.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best of what was gathered: ids are read of those alone that may be among them. */
final class Page {
  private Page() {}

  /**
   * @param after the match behind which to begin
   */
  static List<Match> of(List<Candidate> candidates, Order order, int size, @Nullable Match after)
      throws IOException {
    double most = after == null ? Double.POSITIVE_INFINITY : value(after, order);
    double least = least(candidates, order, size, most);
    Comparator<Match> inOrder = Match.in(order);
    List<Match> page = new ArrayList<>();
    for (Candidate candidate : candidates) {
      double value = value(candidate, order);
      if (value <= most && value >= least) {
        Match match = candidate.read();
        if (after == null || inOrder.compare(match, after) > 0) {
          page.add(match);
        }
      }
    }
    page.sort(inOrder);
    return List.copyOf(page.subList(0, Math.min(size, page.size())));
  }

  /** What the last of the page has at least; as good as the cursor's may all stand before it. */
  private static double least(List<Candidate> candidates, Order order, int size, double most) {
    double[] values = new double[candidates.size()];
    int count = 0;
    for (Candidate candidate : candidates) {
      double value = value(candidate, order);
      if (value < most) {
        values[count++] = value;
      }
    }
    Arrays.sort(values, 0, count);
    return count <= size ? Double.NEGATIVE_INFINITY : values[count - size];
  }

  private static double value(Candidate candidate, Order order) {
    return order == Order.NEWEST ? candidate.created() : candidate.rank();
  }

  private static double value(Match match, Order order) {
    return order == Order.NEWEST ? match.createdAt().toEpochMilli() : match.rank();
  }
}
