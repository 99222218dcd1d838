package dev.parley.search.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into words: runs of letters and digits. Where there are no spaces between words
 * (Chinese, Japanese, Korean) each character is one and the pairs are formed by {@link Analysis};
 * an emoji is one as well. Everything else separates.
 */
final class Words {

  /** What a piece of text is made of. */
  enum Kind {
    LETTERS,
    IDEOGRAPH,
    EMOJI,
    SEPARATOR
  }

  /** A word's place in the text. */
  record Span(int start, int end, Kind kind) {}

  private Words() {}

  static List<Span> in(String text) {
    List<Span> spans = new ArrayList<>();
    int begun = -1;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      Kind kind = kindOf(c);
      boolean goesOn = kind == Kind.LETTERS || (begun >= 0 && isMark(c));
      if (begun >= 0 && !goesOn) {
        spans.add(new Span(begun, at, Kind.LETTERS));
        begun = -1;
      }
      if (kind == Kind.LETTERS && begun < 0) {
        begun = at;
      } else if (kind == Kind.IDEOGRAPH || kind == Kind.EMOJI) {
        spans.add(new Span(at, next, kind));
      }
      at = next;
    }
    if (begun >= 0) {
      spans.add(new Span(begun, text.length(), Kind.LETTERS));
    }
    return spans;
  }

  private static Kind kindOf(int c) {
    if (c < 128) {
      return Character.isLetterOrDigit(c) ? Kind.LETTERS : Kind.SEPARATOR;
    }
    if (Character.isEmojiPresentation(c)) {
      return Kind.EMOJI;
    }
    if (!Character.isLetterOrDigit(c)) {
      return Kind.SEPARATOR;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> Kind.IDEOGRAPH;
      default -> Kind.LETTERS;
    };
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
