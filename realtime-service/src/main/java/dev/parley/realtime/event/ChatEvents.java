package dev.parley.realtime.event;

import static java.util.Map.entry;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventMapper;
import dev.parley.platform.event.MalformedEventException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the events this service knows. The list is closed on purpose: what it does not name reaches
 * no client, so a new event that is not for everybody's eyes cannot leak by being new.
 */
@Component
public final class ChatEvents {

  private static final String DELETED = "chat.message.deleted.v1";

  static final Map<String, Class<? extends ChatEvent>> TYPES =
      Map.ofEntries(
          entry("chat.conversation.created.v1", ChatEvent.ConversationCreated.class),
          entry("chat.conversation.updated.v1", ChatEvent.ConversationUpdated.class),
          entry("chat.member.added.v1", ChatEvent.MemberAdded.class),
          entry("chat.member.removed.v1", ChatEvent.MemberRemoved.class),
          entry("chat.message.posted.v1", ChatEvent.MessagePosted.class),
          entry("chat.message.edited.v1", ChatEvent.MessageEdited.class),
          entry(DELETED, ChatEvent.MessageDeleted.class),
          entry("chat.reaction.added.v1", ChatEvent.ReactionChanged.class),
          entry("chat.reaction.removed.v1", ChatEvent.ReactionChanged.class),
          entry("chat.read.advanced.v1", ChatEvent.ReadAdvanced.class),
          entry("chat.project_member.added.v1", ChatEvent.ProjectMemberAdded.class),
          entry("chat.project_member.removed.v1", ChatEvent.ProjectMemberRemoved.class),
          entry("chat.session.revoked.v1", ChatEvent.SessionRevoked.class));

  private final EventMapper mapper;

  public ChatEvents(EventMapper mapper) {
    this.mapper = mapper;
  }

  /** Null where the type is not one of ours. */
  public @Nullable ChatEvent read(EventEnvelope envelope) {
    requireUtf8(envelope.data());
    Class<? extends ChatEvent> type = TYPES.get(envelope.type());
    return type == null ? null : mapper.read(envelope.data(), type);
  }

  /**
   * The parser guesses UTF-16 and skips over broken letters; clients would get them as they are.
   */
  private static void requireUtf8(byte[] data) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
    } catch (CharacterCodingException _) {
      throw new MalformedEventException("the body is not UTF-8");
    }
  }

  /** The message that is deleted by this; null where it is anything else. */
  public @Nullable MessageRef deleted(EventEnvelope envelope) {
    return envelope.type().equals(DELETED)
            && read(envelope) instanceof ChatEvent.MessageDeleted deleted
        ? deleted.message()
        : null;
  }
}
