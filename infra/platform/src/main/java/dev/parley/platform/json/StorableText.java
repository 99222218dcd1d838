package dev.parley.platform.json;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Text that comes back from storage as it went in. */
public final class StorableText {

  private StorableText() {}

  /** What is wrong with it; {@code null}: nothing. */
  public static @Nullable String complaint(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "must not hold the character NUL";
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return "must not hold half of a surrogate pair";
        }
        i++;
      }
    }
    return null;
  }

  /** A query parameter that is looked for in storage. */
  public static String parameter(String name, String text, int longest) {
    String complaint =
        text.length() > longest
            ? "must have at most %d characters".formatted(longest)
            : complaint(text);
    if (complaint != null) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "The parameter '%s' %s.".formatted(name, complaint),
          new FieldError(name, complaint));
    }
    return text;
  }
}
