package dev.parley.search.text;

import java.util.regex.Pattern;

/**
 * Makes any string one that PostgreSQL can store, without moving a character: offsets in the result
 * are offsets in the original. Control characters go too.
 */
public final class PlainText {
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\r\t]]");

  private PlainText() {}

  public static String of(String text) {
    String whole = LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    return CONTROL.matcher(whole).replaceAll(" ");
  }
}
