package dev.parley.chat.message;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whom a text names with {@code @username}; an e-mail address names nobody. */
final class Mentions {

  private static final int MOST = 50;

  /** As names are at sign-up; a dot or dash that ends one is the sentence's. */
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\p{L}\\p{N}._@-])@([A-Za-z0-9](?:[A-Za-z0-9._-]{0,30}[A-Za-z0-9_]))");

  private Mentions() {}

  /** In lower case, as names are compared. */
  static Set<String> in(String text) {
    if (text.indexOf('@') < 0) {
      return Set.of();
    }
    return MENTION
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1).toLowerCase(Locale.ROOT))
        .distinct()
        .limit(MOST)
        .collect(Collectors.toUnmodifiableSet());
  }
}
