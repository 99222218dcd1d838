package dev.parley.chat.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.event.ChatEvent.Author;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people put on conversations and messages: tags and annotations. */
public sealed interface MarkEvent extends ChatEvent.InConversation {

  /**
   * A conversation, or one of its messages, got a tag or lost it.
   *
   * @param messageId {@code null}: the conversation itself
   * @param userId who did it
   */
  record TagChanged(
      @JsonIgnore boolean added,
      UUID conversationId,
      @Nullable UUID messageId,
      @Nullable Long seq,
      @Nullable UUID projectId,
      String visibility,
      String tag,
      UUID userId)
      implements MarkEvent {
    @Override
    public String type() {
      return added ? "chat.tag.added.v1" : "chat.tag.removed.v1";
    }

    @Override
    public UUID subject() {
      return messageId == null ? conversationId : messageId;
    }
  }

  /** What somebody noted on a conversation or on one of its messages, new or changed. */
  record AnnotationWritten(
      @JsonIgnore boolean added,
      UUID id,
      UUID conversationId,
      @Nullable UUID messageId,
      @Nullable Long seq,
      @Nullable Integer messageVersion,
      @Nullable UUID projectId,
      String visibility,
      Author author,
      String kind,
      String content,
      @Nullable Integer startOffset,
      @Nullable Integer endOffset,
      JsonNode metadata,
      Instant createdAt,
      Instant updatedAt)
      implements MarkEvent {
    @Override
    public String type() {
      return added ? "chat.annotation.added.v1" : "chat.annotation.updated.v1";
    }

    @Override
    public UUID subject() {
      return id;
    }
  }

  record AnnotationRemoved(
      UUID id,
      UUID conversationId,
      @Nullable UUID messageId,
      @Nullable Long seq,
      @Nullable UUID projectId,
      String visibility,
      UUID removedBy,
      Instant removedAt)
      implements MarkEvent {
    @Override
    public String type() {
      return "chat.annotation.removed.v1";
    }

    @Override
    public UUID subject() {
      return id;
    }
  }
}
