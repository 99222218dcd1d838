package dev.parley.search.text;

import dev.parley.search.text.Words.Kind;
import dev.parley.search.text.Words.Span;
import java.util.ArrayList;
import java.util.List;

/** The words within one: {@code readTimeout} and {@code HTTPServer} have two each. */
final class Compound {
  private Compound() {}

  /** The word itself, where it has no others in it. */
  static List<Span> parts(String text, Span word) {
    List<Span> parts = new ArrayList<>(1);
    int begun = word.start();
    for (int at = word.start() + 1; at < word.end(); at++) {
      if (begins(text, word, at)) {
        parts.add(new Span(begun, at, Kind.LETTERS));
        begun = at;
      }
    }
    parts.add(new Span(begun, word.end(), Kind.LETTERS));
    return parts;
  }

  private static boolean begins(String text, Span word, int at) {
    char c = text.charAt(at);
    if (!Character.isUpperCase(c)) {
      return false;
    }
    return Character.isLowerCase(text.charAt(at - 1))
        || (Character.isUpperCase(text.charAt(at - 1))
            && at + 1 < word.end()
            && Character.isLowerCase(text.charAt(at + 1)));
  }
}
