package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.Visibility;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may see an event: the members of the conversation, those of the project, one user, and, where
 * it is open, whoever watches the conversation. The one place where this is decided, for what
 * happens now and for what is told later.
 */
record Reach(
    @Nullable UUID conversation, @Nullable UUID project, @Nullable UUID user, boolean open) {

  private static final Reach NOBODY = new Reach(null, null, null, false);

  static Reach of(ChatEvent event) {
    if (event.imported()) {
      return NOBODY;
    }
    return switch (event) {
      case ChatEvent.ConversationCreated created -> in(created, created.ownerId());
      case ChatEvent.MemberAdded added -> in(added, added.userId());
      case ChatEvent.MemberRemoved removed -> in(removed, removed.userId());
      case ChatEvent.InConversation other -> in(other, null);
      case ChatEvent.InProject in -> new Reach(null, in.projectId(), in.userId(), false);
      case ChatEvent.SessionRevoked _ -> NOBODY;
    };
  }

  private static Reach in(ChatEvent.InConversation event, @Nullable UUID user) {
    return new Reach(
        event.conversationId(),
        event.visibility() == Visibility.PROJECT ? event.projectId() : null,
        user,
        event.visibility() == Visibility.PUBLIC);
  }

  /** Of what was missed: whoever may see it by what is known of them now. */
  boolean includes(Presence who, Seat seat) {
    return (conversation != null && who.conversations.contains(conversation))
        || (project != null && who.projects.contains(project))
        || who.userId.equals(user)
        || (open && seat.watched.contains(conversation));
  }
}
