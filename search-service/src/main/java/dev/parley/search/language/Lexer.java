package dev.parley.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a query at its spaces, but not within quotes. A quote that is never closed closes at the
 * end.
 */
final class Lexer {

  /**
   * One piece between spaces.
   *
   * @param operator what stands before a colon, where something stands behind it
   * @param quoted whether the text stood in quotes
   */
  record Piece(boolean negated, @Nullable String operator, String text, boolean quoted) {}

  private final String query;
  private int at;

  private Lexer(String query) {
    this.query = query;
  }

  static List<Piece> pieces(String query) {
    return new Lexer(query).all();
  }

  private List<Piece> all() {
    List<Piece> pieces = new ArrayList<>();
    while (skipSpaces()) {
      boolean negated = peek() == '-' && at + 1 < query.length() && !isSpace(at + 1);
      if (negated) {
        at++;
      }
      String operator = operator();
      boolean quoted = at < query.length() && peek() == '"';
      String text = quoted ? quoted() : plain();
      pieces.add(new Piece(negated, operator, text, quoted));
    }
    return pieces;
  }

  private boolean skipSpaces() {
    while (at < query.length() && isSpace(at)) {
      at++;
    }
    return at < query.length();
  }

  private boolean isSpace(int index) {
    char c = query.charAt(index);
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private char peek() {
    return query.charAt(at);
  }

  /** Letters, a colon, and something behind it that makes no address of it. */
  private @Nullable String operator() {
    int end = at;
    while (end < query.length() && isLetter(query.charAt(end))) {
      end++;
    }
    boolean named = end - at >= 2 && end - at <= 20 && end + 1 < query.length();
    if (!named || query.charAt(end) != ':' || isSpace(end + 1) || query.startsWith("://", end)) {
      return null;
    }
    String written = query.substring(at, end);
    String name = written.toLowerCase(Locale.ROOT);
    // telephones begin with a capital; what is none in small letters either is a word
    if (!name.equals(written) && !Operators.isOne(name)) {
      return null;
    }
    at = end + 1;
    return name;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private String quoted() {
    int start = ++at;
    int end = query.indexOf('"', start);
    at = end < 0 ? query.length() : end + 1;
    return query.substring(start, end < 0 ? query.length() : end);
  }

  private String plain() {
    int start = at;
    while (at < query.length() && !isSpace(at) && (peek() != '"' || at == start)) {
      at++;
    }
    return query.substring(start, at);
  }
}
