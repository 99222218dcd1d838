package dev.parley.chat.conversation;

import dev.parley.platform.cache.CacheKind;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.cache.KeyForm;
import dev.parley.platform.cache.KeyForm.Pair;
import dev.parley.platform.cache.TwoLevelCache;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * What is kept of conversations, and how it is told that it has changed. Kept are facts, never
 * decisions: what somebody may do follows from a handful of them, each of which goes by its key
 * when it changes. Whoever writes one of these tables calls the method that belongs to it.
 */
@Component
public class ConversationCaches {

  /** What the conversation is to one person. */
  record Reader(boolean member, long lastReadSeq) {}

  record Belonging(boolean member) {}

  private final TwoLevelCache<UUID, Conversation> conversations;
  private final TwoLevelCache<Pair, Reader> readers;
  private final TwoLevelCache<Pair, Belonging> projectMembers;

  ConversationCaches(Caches caches) {
    conversations =
        caches.create(
            new CacheKind<>(
                "conversation",
                1,
                Conversation.class,
                KeyForm.ID,
                Duration.ofMinutes(30),
                DataSize.ofMegabytes(16)));
    readers =
        caches.create(
            new CacheKind<>(
                "reader",
                1,
                Reader.class,
                KeyForm.PAIR,
                Duration.ofHours(1),
                DataSize.ofMegabytes(8)));
    projectMembers =
        caches.create(
            new CacheKind<>(
                "project-member",
                1,
                Belonging.class,
                KeyForm.PAIR,
                Duration.ofHours(1),
                DataSize.ofMegabytes(4)));
  }

  /** As nobody in particular sees them: nothing read, nothing unread. */
  TwoLevelCache<UUID, Conversation> conversations() {
    return conversations;
  }

  TwoLevelCache<Pair, Reader> readers() {
    return readers;
  }

  TwoLevelCache<Pair, Belonging> projectMembers() {
    return projectMembers;
  }

  /** Tables {@code conversation}, the last number included, and {@code conversation_tag}. */
  public void changed(UUID conversation) {
    conversations.invalidate(conversation);
  }

  /** Tables {@code conversation_member} and {@code read_marker}. */
  public void readerChanged(UUID conversation, UUID user) {
    readers.invalidate(new Pair(conversation, user));
  }

  /** Table {@code project_member}. */
  public void projectMemberChanged(UUID project, UUID user) {
    projectMembers.invalidate(new Pair(project, user));
  }
}
