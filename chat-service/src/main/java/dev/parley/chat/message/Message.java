package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.event.ChatEvent;
import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.platform.resource.Moving;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as those who may read its conversation see it. Of a deleted one there is only its place
 * left.
 */
public record Message(
    UUID id,
    UUID conversationId,
    long seq,
    Author author,
    String role,
    String content,
    @Nullable UUID replyToId,
    JsonNode metadata,
    List<String> tags,
    List<Author> mentions,
    @Moving List<ReactionCount> reactions,
    @Moving List<Attachment> files,
    int version,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt) {

  Message withReactions(List<ReactionCount> others) {
    return new Message(
        id,
        conversationId,
        seq,
        author,
        role,
        content,
        replyToId,
        metadata,
        tags,
        mentions,
        others,
        files,
        version,
        createdAt,
        editedAt,
        deletedAt);
  }

  Message withFiles(List<Attachment> attached) {
    return new Message(
        id,
        conversationId,
        seq,
        author,
        role,
        content,
        replyToId,
        metadata,
        tags,
        mentions,
        reactions,
        attached,
        version,
        createdAt,
        editedAt,
        deletedAt);
  }

  /** As events name them: without an address, which does not hold as long as an event. */
  List<ChatEvent.File> filesOfEvents() {
    return files.stream()
        .map(f -> new ChatEvent.File(f.id(), f.name(), f.contentType(), f.size()))
        .toList();
  }

  /** A file that was sent along. */
  record Attachment(UUID id, String name, String contentType, long size, String url) {}

  /** How many reacted so, and whether the reader is among them. */
  public record ReactionCount(String emoji, int count, boolean mine) {}
}
