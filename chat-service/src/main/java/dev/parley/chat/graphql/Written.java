package dev.parley.chat.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How many characters a field takes in the JSON of an answer: rather too many than too few. */
final class Written {

  /** Quotes, a colon, a comma, and braces or null. */
  private static final int SIGNS = 10;

  /** A number, a word or a moment; the longest is an id. */
  private static final int SHORT = 40;

  private static final int ESCAPED = 6;
  private static final char FIRST_UNESCAPED = ' ';

  private Written() {}

  static long field(String name, @Nullable Object value) {
    return SIGNS + name.length() + value(value);
  }

  private static long value(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> text(text);
      case JsonNode json -> json.isEmpty() ? 0 : json.toString().length();
      case Collection<?> all -> all.stream().mapToLong(one -> SIGNS + value(one)).sum();
      // its own fields count themselves
      case Record _ -> 0;
      default -> SHORT;
    };
  }

  private static long text(String text) {
    long characters = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST_UNESCAPED) {
        characters += ESCAPED - 1;
      } else if (c == '"' || c == '\\') {
        characters++;
      }
    }
    return characters;
  }
}
