package dev.parley.platform.json;

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
}
