package dev.parley.chat.message;

import dev.parley.chat.event.AccountEvent.UserUpdated;
import dev.parley.chat.message.Message.ReactionCount;
import dev.parley.platform.cache.CacheKind;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.cache.KeyForm;
import dev.parley.platform.cache.TwoLevelCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The newest messages of a conversation, which is what everybody who opens it asks for. Kept as
 * nobody in particular sees them; what the reader has reacted with is added for each.
 */
@Component
class RecentMessages {

  /** A page of the usual size, and one more, which says whether there are older ones. */
  static final int KEPT = 51;

  private static final UUID NOBODY = new UUID(0, 0);

  record Recent(List<Message> messages) {}

  private final TwoLevelCache<UUID, Recent> cache;
  private final MessageStore store;

  RecentMessages(Caches caches, MessageStore store) {
    this.store = store;
    cache =
        caches.create(
            new CacheKind<>(
                "recent-messages",
                3,
                Recent.class,
                KeyForm.ID,
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(32)));
  }

  /** The newest first, for somebody who may read them. */
  List<Message> newest(UUID conversation, int limit, UUID reader) {
    if (limit > KEPT || !cache.isOpen()) {
      return store.before(conversation, MessageFilter.ALL, Long.MAX_VALUE, limit, reader);
    }
    Recent recent =
        cache.get(
            conversation,
            id -> new Recent(store.before(id, MessageFilter.ALL, Long.MAX_VALUE, KEPT, NOBODY)));
    List<Message> messages = recent == null ? List.of() : recent.messages();
    return seenBy(reader, messages.subList(0, Math.min(limit, messages.size())));
  }

  /** Posted, edited, deleted, reacted to, tagged: any of them, in the transaction that does it. */
  void changed(UUID conversation) {
    cache.invalidate(conversation);
  }

  /** Somebody is called something else, wherever they have written or were mentioned. */
  @EventListener
  void renamed(UserUpdated somebody) {
    cache.invalidateAll();
  }

  private List<Message> seenBy(UUID reader, List<Message> messages) {
    List<UUID> withReactions =
        messages.stream().filter(m -> !m.reactions().isEmpty()).map(Message::id).toList();
    if (withReactions.isEmpty()) {
      return messages;
    }
    Map<UUID, Set<String>> own = store.reactionsOf(reader, withReactions);
    return messages.stream().map(m -> withOwn(m, own.getOrDefault(m.id(), Set.of()))).toList();
  }

  private static Message withOwn(Message message, Set<String> own) {
    return own.isEmpty()
        ? message
        : message.withReactions(
            message.reactions().stream()
                .map(r -> new ReactionCount(r.emoji(), r.count(), own.contains(r.emoji())))
                .toList());
  }
}
