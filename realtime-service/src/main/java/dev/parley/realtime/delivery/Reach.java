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
      case ChatEvent.ReadAdvanced read -> new Reach(null, null, read.userId(), false);
      case ChatEvent.SessionRevoked _ -> NOBODY;
    };
  }

  /** Of what any event of the conversation says about it. */
  static Reach ofConversation(ChatEvent.InConversation event) {
    return in(event, null);
  }

  private static Reach in(ChatEvent.InConversation event, @Nullable UUID user) {
    return new Reach(
        event.conversationId(),
        event.visibility() == Visibility.PROJECT ? event.projectId() : null,
        user,
        event.visibility() == Visibility.PUBLIC);
  }

  /** By what is known of the user now. */
  boolean includes(Seat seat) {
    return namesOrHasAsMember(seat.user)
        || (project != null && seat.user.projects.contains(project))
        || (open && seat.watched.contains(conversation));
  }

  private boolean namesOrHasAsMember(Presence who) {
    return who.userId.equals(user)
        || (conversation != null && who.conversations.contains(conversation));
  }

  /**
   * Of what was missed: who would have seen it then, had they been what they are now, sees it if
   * the conversation is still open to them.
   */
  Hindsight inHindsight(Seat seat, Openings openings) {
    if (!includes(seat)) {
      return Hindsight.HIDDEN;
    }
    if (conversation == null || namesOrHasAsMember(seat.user)) {
      return Hindsight.SHOWN;
    }
    Reach now = openings.of(conversation);
    if (now == null) {
      return Hindsight.UNKNOWN;
    }
    return now.includes(seat) ? Hindsight.SHOWN : Hindsight.HIDDEN;
  }
}
