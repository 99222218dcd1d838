package dev.parley.search.language;

import dev.parley.search.language.Lexer.Piece;
import dev.parley.search.language.Operators.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads words, {@code "a phrase"}, {@code or}, {@code -word}, {@code wor*} and {@code name:value}.
 * Whatever is typed means something; what may have been meant otherwise is warned of. {@code or}
 * binds less than standing side by side.
 */
public final class QueryParser {
  /** More than anybody types. What comes behind it is left out. */
  private static final int MOST = 40;

  private final Set<Warning> warnings = new LinkedHashSet<>();
  private final List<Query> alternatives = new ArrayList<>();
  private List<Query> side = new ArrayList<>();
  private boolean changesByReading;

  private QueryParser() {}

  public static ParsedQuery parse(String query) {
    return new QueryParser().read(Lexer.pieces(query));
  }

  private ParsedQuery read(List<Piece> pieces) {
    if (pieces.size() > MOST) {
      warn("query.too_long", "Only the first %d parts were searched for.".formatted(MOST));
    }
    for (Piece piece : pieces.subList(0, Math.min(MOST, pieces.size()))) {
      if (isOr(piece)) {
        endSide();
      } else {
        add(piece);
      }
    }
    endSide();
    Query query =
        switch (alternatives.size()) {
          case 0 -> new Query.All(List.of());
          case 1 -> alternatives.getFirst();
          default -> new Query.Any(alternatives);
        };
    return new ParsedQuery(query, changesByReading, List.copyOf(warnings));
  }

  private static boolean isOr(Piece piece) {
    return !piece.quoted()
        && !piece.negated()
        && piece.operator() == null
        && piece.text().equalsIgnoreCase("or");
  }

  /** An {@code or} with nothing on one side of it is none. */
  private void endSide() {
    if (!side.isEmpty()) {
      alternatives.add(side.size() == 1 ? side.getFirst() : new Query.All(side));
      side = new ArrayList<>();
    }
  }

  private void add(Piece piece) {
    String operator = piece.operator();
    if (operator == null) {
      warnOfNoValue(piece);
      put(piece, text(piece.text(), piece.quoted()));
      return;
    }
    if (piece.text().isBlank()) {
      warnOfNoValue(operator);
      put(piece, text(operator + ":", false));
      return;
    }
    switch (Operators.of(operator, piece.text())) {
      case Meaning.Of(Query query) -> {
        changesByReading |= query instanceof Query.Unread;
        put(piece, query);
      }
      case Meaning.Unknown _ -> {
        warn(
            "query.unknown_operator",
            "'%s:' is not an operator and was searched as text.".formatted(operator));
        asText(piece, operator);
      }
      case Meaning.Wrong(String expected) -> {
        warn(
            "query.invalid_value",
            "'%s:' takes %s; it was searched as text.".formatted(operator, expected));
        asText(piece, operator);
      }
    }
  }

  /** {@code from:} with nothing behind it is a word, but hardly meant as one. */
  private void warnOfNoValue(Piece piece) {
    String text = piece.text();
    if (!piece.quoted() && text.endsWith(":")) {
      String name = text.substring(0, text.length() - 1);
      if (Operators.isOne(name)) {
        warnOfNoValue(name);
      }
    }
  }

  private void warnOfNoValue(String operator) {
    warn(
        "query.invalid_value",
        "'%s:' takes a value behind it; it was searched as text.".formatted(operator));
  }

  private void asText(Piece piece, String operator) {
    if (piece.quoted()) {
      put(piece, new Query.All(List.of(text(operator, false), text(piece.text(), true))));
    } else {
      put(piece, text(operator + ":" + piece.text(), false));
    }
  }

  private static Query text(String text, boolean quoted) {
    if (quoted) {
      return new Query.Phrase(text);
    }
    boolean open = text.length() > 1 && text.endsWith("*");
    return new Query.Word(open ? text.substring(0, text.length() - 1) : text, open);
  }

  private void put(Piece piece, Query query) {
    side.add(piece.negated() ? new Query.Not(query) : query);
  }

  private void warn(String code, String detail) {
    warnings.add(new Warning(code, detail));
  }
}
