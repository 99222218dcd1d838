package dev.parley.metrics.scrape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code name{label="value",…} value [timestamp] [# exemplar]}. */
final class LineReader {

  private static final int LONGEST_LINE = 8192;
  private static final int LONGEST_LABEL = 256;
  private static final int MOST_LABELS = 32;

  /** Narrower than what Double.parseDouble takes: no hexadecimal, no suffixes. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");

  private static final Pattern TIMESTAMP = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final String line;
  private int at;

  LineReader(String line) {
    this.line = line;
  }

  /** Null: of a name that is not wanted. */
  @Nullable Sample readIf(Predicate<String> wanted) throws MalformedLineException {
    if (line.length() > LONGEST_LINE) {
      throw new MalformedLineException("too long");
    }
    String name = name();
    if (!wanted.test(name)) {
      return null;
    }
    Map<String, String> labels = peek() == '{' ? labels() : Map.of();
    return new Sample(name, labels, value());
  }

  private String name() throws MalformedLineException {
    int start = at;
    while (isName(peek(), at > start)) {
      at++;
    }
    if (at == start) {
      throw new MalformedLineException("no name at " + at);
    }
    return line.substring(start, at);
  }

  private Map<String, String> labels() throws MalformedLineException {
    Map<String, String> labels = new LinkedHashMap<>();
    at++;
    skipSpaces();
    while (peek() != '}') {
      String key = name();
      skipSpaces();
      expect('=');
      skipSpaces();
      if (labels.put(key, quoted()) != null || labels.size() > MOST_LABELS) {
        throw new MalformedLineException("a label twice, or too many");
      }
      skipSpaces();
      if (peek() != '}') {
        expect(',');
        skipSpaces();
      }
    }
    at++;
    return labels;
  }

  private String quoted() throws MalformedLineException {
    expect('"');
    var text = new StringBuilder();
    while (peek() != '"') {
      char c = next();
      text.append(c == '\\' ? unescaped(next()) : c);
      if (text.length() > LONGEST_LABEL) {
        throw new MalformedLineException("a label value is too long");
      }
    }
    at++;
    return text.toString();
  }

  private static char unescaped(char c) throws MalformedLineException {
    return switch (c) {
      case 'n' -> '\n';
      case '\\', '"' -> c;
      default -> throw new MalformedLineException("an unknown escape");
    };
  }

  private double value() throws MalformedLineException {
    int exemplar = line.indexOf('#', at);
    String[] words =
        line.substring(at, exemplar < 0 ? line.length() : exemplar).strip().split("[ \t]+", -1);
    if (words.length > 2 || (words.length == 2 && !TIMESTAMP.matcher(words[1]).matches())) {
      throw new MalformedLineException("more than a value and a time");
    }
    return switch (words[0]) {
      case "NaN" -> Double.NaN;
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> number(words[0]);
    };
  }

  static double number(String word) throws MalformedLineException {
    if (!NUMBER.matcher(word).matches()) {
      throw new MalformedLineException("not a number");
    }
    return Double.parseDouble(word);
  }

  private static boolean isName(char c, boolean later) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == ':'
        || (later && c >= '0' && c <= '9');
  }

  private void skipSpaces() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private void expect(char wanted) throws MalformedLineException {
    if (next() != wanted) {
      throw new MalformedLineException("no " + wanted + " at " + (at - 1));
    }
  }

  private char next() throws MalformedLineException {
    if (at >= line.length()) {
      throw new MalformedLineException("ends early");
    }
    return line.charAt(at++);
  }

  /** 0 at the end of the line, which matches nothing that is looked for. */
  private char peek() {
    return at < line.length() ? line.charAt(at) : 0;
  }
}
