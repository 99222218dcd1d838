package dev.parley.gateway.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the Cache-Control headers of one message say (RFC 9111, 5.2). */
final class Directives {

  /** Larger than anybody means, and small enough to be added up. */
  static final long FOREVER = Integer.MAX_VALUE;

  static final long UNSAID = -1;

  private static final Directives NONE = new Directives(Map.of());

  private final Map<String, String> values;

  private Directives(Map<String, String> values) {
    this.values = values;
  }

  static Directives of(List<String> headers) {
    if (headers.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new HashMap<>();
    for (String header : headers) {
      read(header, values);
    }
    return new Directives(values);
  }

  boolean say(String name) {
    return values.containsKey(name);
  }

  /** Of what is there but no number, 0: the careful reading. */
  long seconds(String name) {
    String value = values.get(name);
    if (value == null) {
      return UNSAID;
    }
    if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return value.length() > 9 ? FOREVER : Long.parseLong(value);
  }

  private static void read(String header, Map<String, String> values) {
    int at = 0;
    while (at < header.length()) {
      int end = at;
      boolean quoted = false;
      while (end < header.length() && (quoted || header.charAt(end) != ',')) {
        quoted ^= header.charAt(end) == '"';
        end++;
      }
      String item = header.substring(at, end).strip();
      int equals = item.indexOf('=');
      String name = (equals < 0 ? item : item.substring(0, equals)).strip();
      if (!name.isEmpty()) {
        // said twice, the first counts
        values.putIfAbsent(
            name.toLowerCase(Locale.ROOT),
            equals < 0 ? "" : unquoted(item.substring(equals + 1).strip()));
      }
      at = end + 1;
    }
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
