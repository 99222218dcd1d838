package dev.parley.search.query;

import dev.parley.search.query.SearchAnswer.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the asker may not have meant. */
final class Warnings {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern OPERATOR = Pattern.compile("(?<!\\S)-?([a-z]{2,20}):(?!//)\\S");

  private Warnings() {}

  static List<Warning> about(String q, boolean hasWords) {
    List<Warning> warnings = new ArrayList<>();
    if (!hasWords) {
      warnings.add(new Warning("query.no_words", "The query holds no word that can be looked up."));
    }
    OPERATOR
        .matcher(QUOTED.matcher(q).replaceAll(" "))
        .results()
        .map((MatchResult operator) -> operator.group(1))
        .distinct()
        .forEach(
            name ->
                warnings.add(
                    new Warning(
                        "query.unknown_operator",
                        "'%s:' is not an operator and was searched as text.".formatted(name))));
    return warnings;
  }
}
