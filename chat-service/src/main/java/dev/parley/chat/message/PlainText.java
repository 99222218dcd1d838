package dev.parley.chat.message;

import java.util.regex.Pattern;

/**
 * Text of messages has no control characters but tabs and ends of lines: nobody sees them, and in
 * JSON each is six characters.
 */
public final class PlainText {

  static final String PATTERN = "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]*+";
  static final String MESSAGE = "must have no control characters but tabs and ends of lines";

  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");

  private PlainText() {}

  /** For what was written elsewhere, where nobody is there to mend it. */
  public static String of(String text) {
    return CONTROLS.matcher(text).replaceAll("\ufffd");
  }
}
