package dev.parley.search.text;

import dev.parley.search.text.Words.Kind;
import dev.parley.search.text.Words.Span;
import java.util.Locale;
import java.util.regex.Pattern;

/** One form of what is looked for alike: case and how many spaces there are do not count. */
public final class Canonical {
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private Canonical() {}

  public static String of(String text) {
    StringBuilder form = new StringBuilder(text.length());
    int at = 0;
    for (Span span : Words.in(text)) {
      String word = text.substring(span.start(), span.end());
      form.append(text, at, span.start());
      form.append(caseCounts(text, span) ? word : word.toLowerCase(Locale.ROOT));
      at = span.end();
    }
    form.append(text, at, text.length());
    return SPACES.matcher(form).replaceAll(" ").strip();
  }

  /** That of a compound says what its parts are. */
  private static boolean caseCounts(String text, Span span) {
    return span.kind() == Kind.LETTERS && Compound.parts(text, span).size() > 1;
  }
}
