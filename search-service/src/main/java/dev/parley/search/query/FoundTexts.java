package dev.parley.search.query;

import dev.parley.search.engine.Match;
import dev.parley.search.text.Analysis;
import dev.parley.search.text.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands in that which was found, word by word, as the rows have it now. */
@Component
class FoundTexts {
  private static final String READ =
      """
      SELECT content AS text, extras FROM message WHERE id = ANY (:ids::uuid[]) AND NOT deleted
      UNION ALL
      SELECT title, extras FROM conversation WHERE id = ANY (:ids::uuid[]) AND title IS NOT NULL
      """;

  private final JdbcClient jdbc;
  private final Analysis analysis;

  FoundTexts(JdbcClient jdbc, Analysis analysis) {
    this.jdbc = jdbc;
    this.analysis = analysis;
  }

  /** As somebody could type them; each as often as there are matches that hold it. */
  List<String> wordsOf(List<Match> matches, Predicate<String> wanted) {
    List<String> words = new ArrayList<>();
    if (!matches.isEmpty()) {
      jdbc.sql(READ)
          .param("ids", matches.stream().map(match -> match.id().toString()).toArray(String[]::new))
          .query(
              row -> {
                DocumentText.of(analysis, row.getString("text"), row.getString("extras"))
                    .written()
                    .stream()
                    .filter(wanted)
                    .forEach(words::add);
              });
    }
    return words;
  }
}
