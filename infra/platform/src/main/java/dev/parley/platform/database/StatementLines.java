package dev.parley.platform.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Statements on one line, for logs and traces. They are few and each is sent often, so what it
 * comes to is remembered; a text that is made anew each time would fill the memory, so not more
 * than so many are.
 */
final class StatementLines {

  private static final int REMEMBERED = 1_000;
  private static final int LONGEST_TEXT = 500;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Map<String, String> known = new ConcurrentHashMap<>();

  static String whole(String text) {
    return SPACE.matcher(text.strip()).replaceAll(" ");
  }

  String shortened(String text) {
    String line = known.get(text);
    if (line == null) {
      line = cut(whole(text));
      if (known.size() < REMEMBERED) {
        known.put(text, line);
      }
    }
    return line;
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
  }
}
