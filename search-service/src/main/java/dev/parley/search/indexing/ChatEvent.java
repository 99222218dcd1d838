package dev.parley.search.indexing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events that change the index, each with the few fields that the index needs. What is missing
 * in one makes it malformed.
 */
sealed interface ChatEvent {

  /** Created or updated: both carry the whole conversation. */
  record ConversationChanged(
      UUID id,
      String title,
      UUID ownerId,
      @Nullable UUID projectId,
      Visibility visibility,
      @JsonProperty(required = true) boolean archived,
      @Nullable String source,
      @Nullable JsonNode metadata,
      Instant createdAt,
      Instant updatedAt)
      implements ChatEvent {
    public ConversationChanged {
      requireNonNull(id);
      requireNonNull(title);
      requireNonNull(ownerId);
      requireNonNull(visibility);
      requireNonNull(createdAt);
      requireNonNull(updatedAt);
    }
  }

  record ProjectRenamed(UUID id, String name) implements ChatEvent {
    public ProjectRenamed {
      requireNonNull(id);
      requireNonNull(name);
    }
  }

  record MemberAdded(UUID conversationId, UUID userId) implements ChatEvent {
    public MemberAdded {
      requireNonNull(conversationId);
      requireNonNull(userId);
    }
  }

  record MemberRemoved(UUID conversationId, UUID userId) implements ChatEvent {
    public MemberRemoved {
      requireNonNull(conversationId);
      requireNonNull(userId);
    }
  }

  /** Somebody has read on. Who posts says it by that alone. */
  record ReadAdvanced(
      UUID conversationId, UUID userId, @JsonProperty(required = true) long lastReadSeq)
      implements ChatEvent {
    public ReadAdvanced {
      requireNonNull(conversationId);
      requireNonNull(userId);
    }
  }

  record ProjectMemberAdded(UUID projectId, UUID userId) implements ChatEvent {
    public ProjectMemberAdded {
      requireNonNull(projectId);
      requireNonNull(userId);
    }
  }

  record ProjectMemberRemoved(UUID projectId, UUID userId) implements ChatEvent {
    public ProjectMemberRemoved {
      requireNonNull(projectId);
      requireNonNull(userId);
    }
  }

  /**
   * Posted or edited: both carry the whole message.
   *
   * @param version null where it was posted
   * @param files null where the event is older than files are
   * @param imported true where it happened elsewhere before
   */
  record MessageChanged(
      UUID id,
      UUID conversationId,
      @JsonProperty(required = true) long seq,
      Author author,
      Role role,
      String content,
      @Nullable JsonNode metadata,
      @Nullable List<AttachedFile> files,
      @Nullable Integer version,
      @Nullable Boolean imported,
      Instant createdAt)
      implements ChatEvent {
    public MessageChanged {
      requireNonNull(id);
      requireNonNull(conversationId);
      requireNonNull(author);
      requireNonNull(role);
      requireNonNull(content);
      requireNonNull(createdAt);
    }

    boolean isNew() {
      return version == null;
    }

    /** Whether its author has just said it, and so has read what was said before. */
    boolean isSaidNow() {
      return isNew() && !Boolean.TRUE.equals(imported);
    }
  }

  record MessageDeleted(UUID id, UUID conversationId, @JsonProperty(required = true) long seq)
      implements ChatEvent {
    public MessageDeleted {
      requireNonNull(id);
      requireNonNull(conversationId);
    }
  }

  /**
   * @param messageId null where it is the conversation's
   */
  record TagAdded(UUID conversationId, @Nullable UUID messageId, String tag) implements ChatEvent {
    public TagAdded {
      requireNonNull(conversationId);
      requireNonNull(tag);
    }
  }

  record TagRemoved(UUID conversationId, @Nullable UUID messageId, String tag)
      implements ChatEvent {
    public TagRemoved {
      requireNonNull(conversationId);
      requireNonNull(tag);
    }
  }

  /** Added or updated. */
  record Annotated(UUID id, UUID conversationId, @Nullable UUID messageId, String content)
      implements ChatEvent {
    public Annotated {
      requireNonNull(id);
      requireNonNull(conversationId);
      requireNonNull(content);
    }
  }

  record AnnotationRemoved(UUID id, UUID conversationId, @Nullable UUID messageId)
      implements ChatEvent {
    public AnnotationRemoved {
      requireNonNull(id);
      requireNonNull(conversationId);
    }
  }

  record Author(UUID id, String username, String displayName) {
    public Author {
      requireNonNull(id);
      requireNonNull(username);
      requireNonNull(displayName);
    }
  }

  record AttachedFile(String name) {
    public AttachedFile {
      requireNonNull(name);
    }
  }

  enum Visibility {
    @JsonProperty("private")
    PRIVATE,
    @JsonProperty("project")
    PROJECT,
    @JsonProperty("public")
    PUBLIC
  }

  enum Role {
    @JsonProperty("user")
    USER,
    @JsonProperty("assistant")
    ASSISTANT,
    @JsonProperty("system")
    SYSTEM
  }
}
