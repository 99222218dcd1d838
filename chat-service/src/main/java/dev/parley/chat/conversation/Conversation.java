package dev.parley.chat.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.resource.Moving;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation as one of those who may read it sees it: how far they have read is their own. */
public record Conversation(
    UUID id,
    String title,
    UUID ownerId,
    @Nullable UUID projectId,
    @Nullable UUID characterId,
    Visibility visibility,
    boolean archived,
    @Nullable String source,
    JsonNode metadata,
    List<String> tags,
    @Moving long lastSeq,
    @Moving long lastReadSeq,
    @Moving long unread,
    Instant createdAt,
    @Moving Instant updatedAt) {

  Conversation readUpTo(long seq) {
    return new Conversation(
        id,
        title,
        ownerId,
        projectId,
        characterId,
        visibility,
        archived,
        source,
        metadata,
        tags,
        lastSeq,
        seq,
        Math.max(0, lastSeq - seq),
        createdAt,
        updatedAt);
  }

  /** What is {@code null} stays as it is, and so does when it was changed. */
  Conversation with(Conversations.Change change) {
    return new Conversation(
        id,
        change.title() == null ? title : change.title(),
        ownerId,
        projectId,
        characterId,
        change.visibility() == null ? visibility : change.visibility(),
        change.archived() == null ? archived : change.archived(),
        source,
        change.metadata() == null ? metadata : change.metadata(),
        tags,
        lastSeq,
        lastReadSeq,
        unread,
        createdAt,
        updatedAt);
  }

  /** What is {@code null} stays as it is. */
  Conversation with(
      @Nullable Boolean newArchived, @Nullable Visibility newVisibility, Instant now) {
    return new Conversation(
        id,
        title,
        ownerId,
        projectId,
        characterId,
        newVisibility == null ? visibility : newVisibility,
        newArchived == null ? archived : newArchived,
        source,
        metadata,
        tags,
        lastSeq,
        lastReadSeq,
        unread,
        createdAt,
        now);
  }
}
