package dev.parley.chat.conversation;

import dev.parley.chat.conversation.ConversationCaches.Belonging;
import dev.parley.chat.conversation.ConversationCaches.Reader;
import dev.parley.platform.cache.KeyForm.Pair;
import dev.parley.platform.resource.Representations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Conversations as their readers see them, without asking the database where they are known. */
@Component
public class KnownConversations {

  private final ConversationCaches caches;
  private final ConversationStore store;

  KnownConversations(ConversationCaches caches, ConversationStore store) {
    this.caches = caches;
    this.store = store;
  }

  /**
   * A conversation as one person sees it.
   *
   * @param shared as everybody does, where it is kept
   * @param read up to which message the person has read it; {@code null}: that is in there, and it
   *     is kept nowhere
   */
  record Seen(Conversation shared, @Nullable Long read) {

    Conversation conversation() {
      return read == null ? shared : shared.readUpTo(read);
    }

    /** Without making JSON of it for each who reads it; {@code null}: it takes that. */
    @Nullable String version(Representations representations) {
      return read == null
          ? null
          : representations.versionOfKept(shared) + '-' + Long.toString(read, Character.MAX_RADIX);
    }
  }

  /** Empty: there is none that the person may read. */
  Optional<Seen> findForReader(UUID id, UUID user) {
    if (!caches.conversations().isOpen()) {
      return store.findForReader(id, user).map(one -> new Seen(one, null)); // in one statement
    }
    Conversation conversation = caches.conversations().get(id, store::findUnread);
    if (conversation == null) {
      return Optional.empty();
    }
    Reader reader = caches.readers().get(new Pair(id, user), store::reader);
    if (reader == null || !mayRead(conversation, reader, user)) {
      return Optional.empty();
    }
    return Optional.of(new Seen(conversation, reader.lastReadSeq()));
  }

  public boolean mayRead(UUID id, UUID user) {
    return findForReader(id, user).isPresent();
  }

  private boolean mayRead(Conversation conversation, Reader reader, UUID user) {
    return Access.mayRead(
        conversation.visibility(),
        reader.member(),
        () -> conversation.projectId() != null && belongs(conversation.projectId(), user));
  }

  private boolean belongs(UUID project, UUID user) {
    Belonging known =
        caches
            .projectMembers()
            .get(
                new Pair(project, user),
                pair -> new Belonging(store.isProjectMember(pair.first(), pair.second())));
    return known != null && known.member();
  }

  /** Reads in those that were active last. */
  int warm(int most) {
    List<UUID> recent = store.lastUpdated(most);
    recent.forEach(id -> caches.conversations().get(id, store::findUnread));
    return recent.size();
  }
}
