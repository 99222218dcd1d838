package dev.parley.platform.database;

import dev.parley.platform.trace.Conventions;
import io.opentelemetry.api.common.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as it is told to operators: what it does, and its text, which has no values in it.
 *
 * @param line on one line, shortened
 * @param summary what it does to which table first, few enough to be the name of a span
 * @param attributes of its spans
 */
record Statement(Operation operation, String line, String summary, Attributes attributes) {

  private static final int LONGEST_TEXT = 500;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** What is read from with a parenthesis behind it is a function. */
  private static final Pattern TABLE =
      Pattern.compile(
          "\\b(?:(?:INTO|UPDATE)\\s+(?:ONLY\\s+)?(?<written>[a-z_][\\w.]*)"
              + "|FROM\\s+(?:ONLY\\s+)?(?<read>[a-z_][\\w.]*+)(?!\\s*\\())",
          Pattern.CASE_INSENSITIVE);

  /**
   * @param namespace where the statement is understood: database and schema
   */
  static Statement of(String text, String namespace) {
    String whole = onOneLine(text);
    Operation operation = Operation.of(whole);
    String line = cut(whole);
    String word = operation.word(whole);
    String summary = summary(word, TABLE.matcher(whole));
    return new Statement(
        operation,
        line,
        summary,
        Attributes.of(
            Conventions.DB_SYSTEM, "postgresql",
            Conventions.DB_NAMESPACE, namespace,
            Conventions.DB_OPERATION, word,
            Conventions.DB_QUERY_SUMMARY, summary,
            Conventions.DB_QUERY_TEXT, line));
  }

  private static String summary(String word, Matcher table) {
    if (!table.find()) {
      return word;
    }
    String written = table.group("written");
    return word + ' ' + (written == null ? table.group("read") : written);
  }

  static String onOneLine(String text) {
    return SPACE.matcher(text.strip()).replaceAll(" ");
  }

  static String shortened(String text) {
    return cut(onOneLine(text));
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
  }
}
