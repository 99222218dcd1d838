package dev.parley.chat.target;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tags and annotations are put on: a conversation, or one of its messages, as somebody who may
 * read it sees it.
 *
 * @param message {@code null}: the conversation itself
 * @param mayPost whether the reader is one of those who write there; an archived conversation has
 *     them, too
 */
public record Target(
    UUID conversationId,
    @Nullable Spot message,
    @Nullable UUID projectId,
    String visibility,
    UUID ownerId,
    boolean mayPost) {

  /** A message; of a deleted one only its place is left. */
  public record Spot(UUID id, long seq, int version, String content, boolean deleted) {}

  public @Nullable UUID messageId() {
    return message == null ? null : message.id();
  }

  public @Nullable Long seq() {
    return message == null ? null : message.seq();
  }

  public @Nullable Integer messageVersion() {
    return message == null ? null : message.version();
  }

  /** How it is named in an address. */
  public sealed interface Ref {}

  /** The conversation with this id. */
  public record OfConversation(UUID id) implements Ref {}

  /** The message with this id, whichever conversation it is in. */
  public record OfMessage(UUID id) implements Ref {}
}
