package dev.parley.search.indexing;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventMapper;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From the type on the wire to the record; empty for types that do not concern the index. */
@Component
final class ChatEventReader {
  private final EventMapper mapper;

  ChatEventReader(EventMapper mapper) {
    this.mapper = mapper;
  }

  Optional<ChatEvent> read(EventEnvelope event) {
    return classOf(event.type()).map(type -> mapper.read(event.data(), type));
  }

  private static Optional<Class<? extends ChatEvent>> classOf(String type) {
    return switch (type) {
      case "chat.conversation.created.v1", "chat.conversation.updated.v1" ->
          Optional.of(ChatEvent.ConversationChanged.class);
      case "chat.member.added.v1" -> Optional.of(ChatEvent.MemberAdded.class);
      case "chat.member.removed.v1" -> Optional.of(ChatEvent.MemberRemoved.class);
      case "chat.read.advanced.v1" -> Optional.of(ChatEvent.ReadAdvanced.class);
      case "chat.project_member.added.v1" -> Optional.of(ChatEvent.ProjectMemberAdded.class);
      case "chat.project_member.removed.v1" -> Optional.of(ChatEvent.ProjectMemberRemoved.class);
      case "chat.project.updated.v1" -> Optional.of(ChatEvent.ProjectRenamed.class);
      case "chat.message.posted.v1", "chat.message.edited.v1" ->
          Optional.of(ChatEvent.MessageChanged.class);
      case "chat.message.deleted.v1" -> Optional.of(ChatEvent.MessageDeleted.class);
      case "chat.tag.added.v1" -> Optional.of(ChatEvent.TagAdded.class);
      case "chat.tag.removed.v1" -> Optional.of(ChatEvent.TagRemoved.class);
      case "chat.annotation.added.v1", "chat.annotation.updated.v1" ->
          Optional.of(ChatEvent.Annotated.class);
      case "chat.annotation.removed.v1" -> Optional.of(ChatEvent.AnnotationRemoved.class);
      default -> Optional.empty();
    };
  }
}
