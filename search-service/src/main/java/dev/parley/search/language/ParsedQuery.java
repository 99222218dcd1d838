package dev.parley.search.language;

import java.util.List;

/**
 * What a query says, and what in it may have been meant otherwise.
 *
 * @param changesByReading whether its answer is another one once somebody has read on
 */
public record ParsedQuery(Query query, boolean changesByReading, List<Warning> warnings) {
  public ParsedQuery {
    warnings = List.copyOf(warnings);
  }
}
