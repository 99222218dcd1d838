package dev.parley.chat.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens in conversations and projects, as infra/contracts publishes it. Visibility and
 * project ride on every event of a conversation, so that whoever delivers need not look them up.
 */
public sealed interface ChatEvent {

  @JsonIgnore
  String type();

  /** Events of one key stay in order. */
  @JsonIgnore
  UUID key();

  @JsonIgnore
  default UUID subject() {
    return key();
  }

  /**
   * Happened elsewhere, long ago: to be found and read, but no news to anybody who listens now. Not
   * written where it is false.
   */
  interface MayBeImported {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    boolean imported();
  }

  /** Something within a conversation: in order with all else that happens there. */
  sealed interface InConversation extends ChatEvent
      permits MemberAdded,
          MemberRemoved,
          MessagePosted,
          MessageEdited,
          MessageDeleted,
          ReactionChanged,
          MarkEvent {
    UUID conversationId();

    @Override
    default UUID key() {
      return conversationId();
    }
  }

  record ConversationCreated(
      UUID id,
      String title,
      UUID ownerId,
      @Nullable UUID projectId,
      String visibility,
      boolean archived,
      @Nullable String source,
      JsonNode metadata,
      Instant createdAt,
      Instant updatedAt,
      boolean imported)
      implements ChatEvent, MayBeImported {
    @Override
    public String type() {
      return "chat.conversation.created.v1";
    }

    @Override
    public UUID key() {
      return id;
    }
  }

  record ConversationUpdated(
      UUID id,
      String title,
      UUID ownerId,
      @Nullable UUID projectId,
      String visibility,
      boolean archived,
      @Nullable String source,
      JsonNode metadata,
      Instant createdAt,
      Instant updatedAt)
      implements ChatEvent {
    @Override
    public String type() {
      return "chat.conversation.updated.v1";
    }

    @Override
    public UUID key() {
      return id;
    }
  }

  record MemberAdded(
      UUID conversationId,
      UUID userId,
      String role,
      @Nullable UUID projectId,
      String visibility,
      boolean imported)
      implements InConversation, MayBeImported {
    @Override
    public String type() {
      return "chat.member.added.v1";
    }
  }

  record MemberRemoved(
      UUID conversationId, UUID userId, @Nullable UUID projectId, String visibility)
      implements InConversation {
    @Override
    public String type() {
      return "chat.member.removed.v1";
    }
  }

  record ProjectUpdated(
      UUID id,
      String name,
      @Nullable String description,
      UUID ownerId,
      boolean isActive,
      Instant createdAt,
      Instant updatedAt)
      implements ChatEvent {
    @Override
    public String type() {
      return "chat.project.updated.v1";
    }

    @Override
    public UUID key() {
      return id;
    }
  }

  record ProjectMemberAdded(UUID projectId, UUID userId, String role) implements ChatEvent {
    @Override
    public String type() {
      return "chat.project_member.added.v1";
    }

    @Override
    public UUID key() {
      return projectId;
    }
  }

  record ProjectMemberRemoved(UUID projectId, UUID userId) implements ChatEvent {
    @Override
    public String type() {
      return "chat.project_member.removed.v1";
    }

    @Override
    public UUID key() {
      return projectId;
    }
  }

  record MessagePosted(
      UUID id,
      UUID conversationId,
      long seq,
      @Nullable UUID projectId,
      String visibility,
      Author author,
      String role,
      String content,
      @Nullable UUID replyToId,
      List<Author> mentions,
      List<File> files,
      JsonNode metadata,
      Instant createdAt,
      boolean imported)
      implements InConversation, MayBeImported {
    @Override
    public String type() {
      return "chat.message.posted.v1";
    }

    @Override
    public UUID subject() {
      return id;
    }
  }

  record MessageEdited(
      UUID id,
      UUID conversationId,
      long seq,
      @Nullable UUID projectId,
      String visibility,
      Author author,
      String role,
      String content,
      List<Author> mentions,
      List<File> files,
      JsonNode metadata,
      int version,
      Instant createdAt,
      @Nullable Instant editedAt)
      implements InConversation {
    @Override
    public String type() {
      return "chat.message.edited.v1";
    }

    @Override
    public UUID subject() {
      return id;
    }
  }

  record MessageDeleted(
      UUID id,
      UUID conversationId,
      long seq,
      @Nullable UUID projectId,
      String visibility,
      UUID deletedBy,
      Instant deletedAt)
      implements InConversation {
    @Override
    public String type() {
      return "chat.message.deleted.v1";
    }

    @Override
    public UUID subject() {
      return id;
    }
  }

  /** Somebody reacted, or took it back; {@code count} is how many now do. */
  record ReactionChanged(
      @JsonIgnore boolean added,
      UUID messageId,
      UUID conversationId,
      long seq,
      @Nullable UUID projectId,
      String visibility,
      Author user,
      String emoji,
      int count)
      implements InConversation {
    @Override
    public String type() {
      return added ? "chat.reaction.added.v1" : "chat.reaction.removed.v1";
    }

    @Override
    public UUID subject() {
      return messageId;
    }
  }

  /**
   * Somebody has read further, and said so; of what one posts nothing is said but the post. No more
   * than their marker is held: so it is in order with what the same person reads there, and after
   * what they have read, but not with changes of the conversation.
   */
  record ReadAdvanced(
      UUID conversationId,
      UUID userId,
      long lastReadSeq,
      @Nullable UUID projectId,
      String visibility)
      implements ChatEvent {
    @Override
    public String type() {
      return "chat.read.advanced.v1";
    }

    @Override
    public UUID key() {
      return conversationId;
    }
  }

  record Author(UUID id, String username, String displayName) {}

  /** Sent along with a message; its content is asked for by its id. */
  record File(UUID id, String name, String contentType, long size) {}
}
