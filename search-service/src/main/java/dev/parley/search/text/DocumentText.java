package dev.parley.search.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of what can be found: its text, and behind a gap, so that no phrase spans it, what else
 * it is found by.
 */
public record DocumentText(List<Token> tokens) {
  private static final int GAP = 100;

  /** So much of the extras counts; annotations have no bound. */
  public static final int MOST_EXTRAS = 16_000;

  private static final int LAST_POSITION = 16_383;

  public static DocumentText of(Analysis analysis, String text, String extras) {
    List<Token> main = analysis.of(text);
    if (extras.isEmpty()) {
      return new DocumentText(main);
    }
    int first = main.isEmpty() ? 0 : main.getLast().position() + GAP;
    List<Token> all = new ArrayList<>(main);
    for (Token token : analysis.of(extras)) {
      all.add(
          new Token(
              token.term(), first + token.position(), text.length(), text.length(), token.form()));
    }
    return new DocumentText(all);
  }

  /** As PostgreSQL reads it. */
  public String tsvector() {
    StringBuilder vector = new StringBuilder(tokens.size() * 12);
    for (Token token : tokens) {
      vector
          .append(quoted(token.term()))
          .append(':')
          .append(Math.min(token.position() + 1, LAST_POSITION))
          .append("A ");
    }
    return vector.toString();
  }

  /** A term as PostgreSQL reads it, in vectors and in queries. */
  public static String quoted(String term) {
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** The words that somebody could type. */
  public Set<String> written() {
    Set<String> words = new LinkedHashSet<>();
    for (Token token : tokens) {
      if (token.form() == Token.Form.WRITTEN
          && token.term().length() >= 3
          && token.term().length() <= 40) {
        words.add(token.term());
      }
    }
    return words;
  }
}
