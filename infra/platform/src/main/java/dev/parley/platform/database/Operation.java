package dev.parley.platform.database;

import java.util.Locale;

/** What a statement does, by its first word: few enough to be a tag. */
enum Operation {
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  WITH,
  OTHER;

  private static final Operation[] NAMED = {SELECT, INSERT, UPDATE, DELETE, WITH};

  static Operation of(String sql) {
    int start = 0;
    while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
      start++;
    }
    for (Operation operation : NAMED) {
      String word = operation.name();
      if (sql.regionMatches(true, start, word, 0, word.length())) {
        return operation;
      }
    }
    return OTHER;
  }

  /** As it stands in the statement. */
  String word(String sql) {
    if (this != OTHER) {
      return name();
    }
    int end = 0;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return end == 0 ? name() : sql.substring(0, end).toUpperCase(Locale.ROOT);
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
