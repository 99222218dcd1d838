package dev.parley.search.engine.postgres;

import dev.parley.search.engine.Criterion;
import dev.parley.search.text.DocumentText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What of a criterion is about words, in PostgreSQL's language. */
final class TsQuery {
  private TsQuery() {}

  /** Empty where it is not about words alone. */
  static Optional<String> of(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Terms(var terms) when !terms.isEmpty() -> Optional.of(anyOf(terms));
      case Criterion.Beginning(String prefix) -> Optional.of(DocumentText.quoted(prefix) + ":*");
      case Criterion.Row(var terms) when !terms.isEmpty() ->
          Optional.of(
              terms.stream().map(TsQuery::anyOf).collect(Collectors.joining(" <-> ", "(", ")")));
      case Criterion.Not(var part) -> of(part).map(query -> "!" + query);
      case Criterion.All(var parts) -> joined(parts, " & ");
      case Criterion.Any(var parts) -> joined(parts, " | ");
      default -> Optional.empty();
    };
  }

  /** What a match is ranked by: what it is to hold, not what it is not to. */
  static Optional<String> ranking(Criterion criterion) {
    return switch (criterion) {
      case Criterion.All(var parts) -> ranking(parts, " & ");
      case Criterion.Any(var parts) -> ranking(parts, " | ");
      case Criterion.Not _ -> Optional.empty();
      default -> of(criterion);
    };
  }

  private static Optional<String> ranking(List<Criterion> parts, String operator) {
    List<String> queries = parts.stream().flatMap(part -> ranking(part).stream()).toList();
    return queries.isEmpty() ? Optional.empty() : Optional.of(enclosed(queries, operator));
  }

  private static Optional<String> joined(List<Criterion> parts, String operator) {
    List<String> queries = new ArrayList<>();
    for (Criterion part : parts) {
      Optional<String> query = of(part);
      if (query.isEmpty()) {
        return Optional.empty();
      }
      queries.add(query.get());
    }
    return queries.isEmpty() ? Optional.empty() : Optional.of(enclosed(queries, operator));
  }

  private static String anyOf(Collection<String> terms) {
    return enclosed(terms.stream().sorted().map(DocumentText::quoted).toList(), " | ");
  }

  private static String enclosed(List<String> queries, String operator) {
    return String.join(operator, queries).transform(all -> "(" + all + ")");
  }
}
