package dev.parley.chat.graphql;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids as clients write them. */
final class Ids {

  private static final int LENGTH = 36;

  private Ids() {}

  /** {@code null} where no thing has such an id: a client learns no more than of an unknown one. */
  static @Nullable UUID parse(@Nullable Object id) {
    if (!(id instanceof String text) || text.length() != LENGTH) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
