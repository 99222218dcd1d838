package dev.parley.search.language;

import java.util.List;

/** What a query says, and what in it may have been meant otherwise. */
public record ParsedQuery(Query query, List<Warning> warnings) {
  public ParsedQuery {
    warnings = List.copyOf(warnings);
  }
}
