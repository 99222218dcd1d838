package dev.parley.search.query;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody has written or seen, and wants an answer to know of. */
sealed interface MinPosition {
  Pattern MESSAGE =
      Pattern.compile("([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}):(\\d{1,18})");
  Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** The one that an earlier answer told. */
  record OfAnswer(long position) implements MinPosition {}

  record OfMessage(UUID conversation, long seq) implements MinPosition {}

  static @Nullable MinPosition parse(String text) {
    Matcher message = MESSAGE.matcher(text);
    if (message.matches()) {
      return new OfMessage(UUID.fromString(message.group(1)), Long.parseLong(message.group(2)));
    }
    return NUMBER.matcher(text).matches() ? new OfAnswer(Long.parseLong(text)) : null;
  }
}
