package dev.parley.realtime.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service reads of each event it knows. A field that has to be there is never null. */
public sealed interface ChatEvent {

  /** It happened elsewhere before: who may see what counts, but nobody is told. */
  default boolean imported() {
    return false;
  }

  /** Who writes events without it, an older instance, imports nothing. */
  private static boolean told(@Nullable Boolean imported) {
    return Boolean.TRUE.equals(imported);
  }

  /** Seen by who may read the conversation. */
  sealed interface InConversation extends ChatEvent {
    UUID conversationId();

    @Nullable UUID projectId();

    Visibility visibility();
  }

  /** Tells what a message says, which nobody is to be told who comes after its deletion. */
  sealed interface WithContent extends InConversation {
    long seq();

    default MessageRef message() {
      return new MessageRef(conversationId(), seq());
    }
  }

  private static void requirePlace(long seq) {
    if (seq < 1) {
      throw new IllegalArgumentException("seq starts at 1");
    }
  }

  /** Seen by the members of the project. */
  sealed interface InProject extends ChatEvent {
    UUID projectId();

    UUID userId();
  }

  record ConversationCreated(
      @JsonProperty("id") UUID conversationId,
      UUID ownerId,
      @Nullable UUID projectId,
      Visibility visibility,
      @JsonProperty("imported") @Nullable Boolean wasImported)
      implements InConversation {
    @Override
    public boolean imported() {
      return told(wasImported);
    }

    public ConversationCreated {
      requireNonNull(conversationId, "id");
      requireNonNull(ownerId, "owner_id");
      requireNonNull(visibility, "visibility");
    }
  }

  record ConversationUpdated(
      @JsonProperty("id") UUID conversationId, @Nullable UUID projectId, Visibility visibility)
      implements InConversation {
    public ConversationUpdated {
      requireNonNull(conversationId, "id");
      requireNonNull(visibility, "visibility");
    }
  }

  record MemberAdded(
      UUID conversationId,
      UUID userId,
      @Nullable UUID projectId,
      Visibility visibility,
      @JsonProperty("imported") @Nullable Boolean wasImported)
      implements InConversation {
    @Override
    public boolean imported() {
      return told(wasImported);
    }

    public MemberAdded {
      requireNonNull(conversationId, "conversation_id");
      requireNonNull(userId, "user_id");
      requireNonNull(visibility, "visibility");
    }
  }

  record MemberRemoved(
      UUID conversationId, UUID userId, @Nullable UUID projectId, Visibility visibility)
      implements InConversation {
    public MemberRemoved {
      requireNonNull(conversationId, "conversation_id");
      requireNonNull(userId, "user_id");
      requireNonNull(visibility, "visibility");
    }
  }

  record MessagePosted(
      UUID conversationId,
      long seq,
      @Nullable UUID projectId,
      Visibility visibility,
      @JsonProperty("imported") @Nullable Boolean wasImported)
      implements WithContent {
    @Override
    public boolean imported() {
      return told(wasImported);
    }

    public MessagePosted {
      requireNonNull(conversationId, "conversation_id");
      requireNonNull(visibility, "visibility");
      requirePlace(seq);
    }
  }

  record MessageEdited(
      UUID conversationId, long seq, @Nullable UUID projectId, Visibility visibility)
      implements WithContent {
    public MessageEdited {
      requireNonNull(conversationId, "conversation_id");
      requireNonNull(visibility, "visibility");
      requirePlace(seq);
    }
  }

  record MessageDeleted(
      UUID conversationId, long seq, @Nullable UUID projectId, Visibility visibility)
      implements InConversation {
    public MessageDeleted {
      requireNonNull(conversationId, "conversation_id");
      requireNonNull(visibility, "visibility");
      requirePlace(seq);
    }

    public MessageRef message() {
      return new MessageRef(conversationId, seq);
    }
  }

  /** Seen by whoever sees the message. */
  record ReactionChanged(UUID conversationId, @Nullable UUID projectId, Visibility visibility)
      implements InConversation {
    public ReactionChanged {
      requireNonNull(conversationId, "conversation_id");
      requireNonNull(visibility, "visibility");
    }
  }

  /**
   * How far somebody has read: seen by them alone. What it says of the conversation may be out of
   * date by then, so none of that is read.
   */
  record ReadAdvanced(UUID conversationId, UUID userId) implements ChatEvent {
    public ReadAdvanced {
      requireNonNull(conversationId, "conversation_id");
      requireNonNull(userId, "user_id");
    }
  }

  record ProjectMemberAdded(UUID projectId, UUID userId) implements InProject {
    public ProjectMemberAdded {
      requireNonNull(projectId, "project_id");
      requireNonNull(userId, "user_id");
    }
  }

  record ProjectMemberRemoved(UUID projectId, UUID userId) implements InProject {
    public ProjectMemberRemoved {
      requireNonNull(projectId, "project_id");
      requireNonNull(userId, "user_id");
    }
  }

  /** Seen by nobody; ends the session's connections. */
  record SessionRevoked(UUID sessionId, Instant tokensExpireAt) implements ChatEvent {
    public SessionRevoked {
      requireNonNull(sessionId, "session_id");
      requireNonNull(tokensExpireAt, "tokens_expire_at");
    }
  }
}
