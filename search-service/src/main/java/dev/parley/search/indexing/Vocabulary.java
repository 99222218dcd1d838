package dev.parley.search.indexing;

import dev.parley.search.text.DocumentText;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words of a batch, told to the table {@code word} in one statement. */
final class Vocabulary {
  // in order, so that two that write do not wait for each other in a circle
  private static final String ADD =
      """
      INSERT INTO word (word) SELECT word FROM unnest(:words) AS arrived(word)
       WHERE NOT EXISTS (SELECT FROM word known WHERE known.word = arrived.word)
       ORDER BY word
      ON CONFLICT DO NOTHING
      """;

  private final Set<String> words = new TreeSet<>();

  void add(DocumentText text) {
    words.addAll(text.written());
  }

  void write(JdbcClient jdbc) {
    if (!words.isEmpty()) {
      jdbc.sql(ADD).param("words", words.toArray(String[]::new)).update();
    }
  }
}
