package dev.parley.search.indexing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
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
      Instant createdAt)
      implements ChatEvent {
    public ConversationChanged {
      requireNonNull(id);
      requireNonNull(title);
      requireNonNull(ownerId);
      requireNonNull(visibility);
      requireNonNull(createdAt);
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

  record MessagePosted(
      UUID id,
      UUID conversationId,
      @JsonProperty(required = true) long seq,
      Author author,
      Role role,
      String content,
      Instant createdAt)
      implements ChatEvent {
    public MessagePosted {
      requireNonNull(id);
      requireNonNull(conversationId);
      requireNonNull(author);
      requireNonNull(role);
      requireNonNull(content);
      requireNonNull(createdAt);
    }
  }

  record MessageEdited(UUID id, String content) implements ChatEvent {
    public MessageEdited {
      requireNonNull(id);
      requireNonNull(content);
    }
  }

  record MessageDeleted(UUID id) implements ChatEvent {
    public MessageDeleted {
      requireNonNull(id);
    }
  }

  record Author(UUID id, String username, String displayName) {
    public Author {
      requireNonNull(id);
      requireNonNull(username);
      requireNonNull(displayName);
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
