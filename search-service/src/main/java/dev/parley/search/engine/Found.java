package dev.parley.search.engine;

import java.util.List;
import java.util.Map;

/**
 * What an engine answers.
 *
 * @param matches one more than was asked for, where there is more
 * @param total how many there are, as far as they were counted
 * @param more whether there are more than that
 * @param window of all that were looked at; without an end where there is nothing older
 * @param facets the most frequent values of each that was asked for
 */
public record Found(
    List<Match> matches, int total, boolean more, Window window, Map<Facet, List<Count>> facets) {

  public static final Found NOTHING = new Found(List.of(), 0, false, Window.ALL, Map.of());

  /** How often a value stands in what was found. */
  public record Count(String value, long count) {}
}
