package dev.parley.search.text;

import java.util.regex.Pattern;

/** What is in a message besides words. */
public final class Traits {
  private static final Pattern LINK = Pattern.compile("\\bhttps?://\\S", Pattern.CASE_INSENSITIVE);
  // between backquotes on one line, or between two lines that begin with three of them
  private static final Pattern CODE = Pattern.compile("`[^`\n]{1,500}`|(?m)^ {0,3}(?:```|~~~)");

  private Traits() {}

  public static boolean hasLink(String text) {
    return LINK.matcher(text).find();
  }

  public static boolean hasCode(String text) {
    return CODE.matcher(text).find();
  }
}
