package dev.parley.search.text;

import java.util.regex.Pattern;

/** What is in a message besides words. */
public final class Traits {
  // no \b: at each place it looks back over all accents before it, however many somebody has sent
  private static final Pattern LINK =
      Pattern.compile("(?<![A-Za-z0-9_])https?://\\S", Pattern.CASE_INSENSITIVE);
  // between backquotes on one line, or between two lines that begin with three of them
  private static final Pattern CODE = Pattern.compile("`[^`\n]{1,500}`|(?m)^ {0,3}(?:```|~~~)");

  private Traits() {}

  public static boolean hasLink(CharSequence text) {
    return LINK.matcher(text).find();
  }

  public static boolean hasCode(String text) {
    return CODE.matcher(text).find();
  }
}
