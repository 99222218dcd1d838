package dev.parley.search.engine;

import dev.parley.search.access.Reach;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is asked.
 *
 * @param limit how many matches
 * @param after the match behind which to begin
 * @param window where the best come first, those that are ranked against each other
 * @param facets by what to count
 */
public record Question(
    Criterion criterion,
    Reach readable,
    Order order,
    int limit,
    @Nullable Match after,
    Window window,
    Set<Facet> facets) {

  /** So many of the newest are counted; beyond that there are "more". */
  public static final int COUNTED = 1_000;

  /**
   * So many of the newest are ranked and looked at for facets, and less where each is read from the
   * tables.
   */
  public static final int SAMPLED = 10_000;

  /** Without rank, facets or a page before. */
  public static Question ofNewest(Criterion criterion, Reach readable, int limit) {
    return new Question(criterion, readable, Order.NEWEST, limit, null, Window.ALL, Set.of());
  }

  public Question {
    facets = Set.copyOf(facets);
  }
}
