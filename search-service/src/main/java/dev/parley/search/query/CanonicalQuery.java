package dev.parley.search.query;

import dev.parley.search.language.Query;
import dev.parley.search.text.Canonical;
import java.util.List;

/** A text that is the same for queries that say the same, and for no others. */
final class CanonicalQuery {
  private CanonicalQuery() {}

  static String of(Query query) {
    return switch (query) {
      case Query.All(var parts) -> "all" + each(parts);
      case Query.Any(var parts) -> "any" + each(parts);
      case Query.Not(var part) -> "not" + of(part);
      case Query.Word(String text, boolean open) ->
          new Query.Word(Canonical.of(text), open).toString();
      case Query.Phrase(String text) -> new Query.Phrase(Canonical.of(text)).toString();
      // names and tags as they were given: what their case means is for the tables to say
      default -> query.toString();
    };
  }

  /** With their lengths: whatever stands in one, it does not look like two. */
  private static String each(List<Query> parts) {
    StringBuilder all = new StringBuilder();
    for (Query part : parts) {
      String text = of(part);
      all.append(text.length()).append(':').append(text);
    }
    return all.toString();
  }
}
