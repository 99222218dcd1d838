package dev.parley.chat.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one record's messages that goes in with one commit: all of them, unless there are
 * many.
 *
 * @param conversation {@code null}: there is none yet
 * @param from messages that are in already
 * @param to messages that will be
 */
record Portion(
    int position,
    String externalId,
    String title,
    String metadata,
    List<String> tags,
    Instant createdAt,
    Instant updatedAt,
    String digest,
    int messages,
    @Nullable UUID conversation,
    int from,
    int to) {

  boolean begins() {
    return from == 0;
  }

  boolean ends() {
    return to == messages;
  }

  int size() {
    return to - from;
  }

  /** The first of these, to so many messages in all; the last may be cut short. */
  static List<Portion> within(int budget, List<Portion> whole) {
    List<Portion> portions = new ArrayList<>();
    int left = budget;
    for (Portion p : whole) {
      if (left == 0) {
        break;
      }
      int to = Math.min(p.messages(), p.from() + left);
      portions.add(p.until(to));
      left -= to - p.from();
    }
    return portions;
  }

  private Portion until(int end) {
    return new Portion(
        position,
        externalId,
        title,
        metadata,
        tags,
        createdAt,
        updatedAt,
        digest,
        messages,
        conversation,
        from,
        end);
  }

  Portion in(UUID id) {
    return new Portion(
        position,
        externalId,
        title,
        metadata,
        tags,
        createdAt,
        updatedAt,
        digest,
        messages,
        id,
        from,
        to);
  }
}
