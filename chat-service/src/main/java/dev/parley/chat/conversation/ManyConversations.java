package dev.parley.chat.conversation;

import dev.parley.chat.event.ChatEvents;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes many conversations by one statement each, in the caller's transaction. */
@Service
public class ManyConversations {

  private final ConversationStore store;
  private final ConversationCaches caches;
  private final JdbcClient jdbc;
  private final ChatEvents events;
  private final Clock clock;

  ManyConversations(
      ConversationStore store,
      ConversationCaches caches,
      JdbcClient jdbc,
      ChatEvents events,
      Clock clock) {
    this.caches = caches;
    this.jdbc = jdbc;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param mayPost whether whoever asked is one of those who write there
   */
  public record Held(Conversation conversation, boolean mayPost) {}

  /** Those of them that somebody may read, each held until the commit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Held> hold(Collection<UUID> ids, UUID user) {
    return store.hold(ids, user);
  }

  /** What is {@code null} stays as it is; those that are so already are not touched. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void update(
      List<Conversation> all, @Nullable Boolean archived, @Nullable Visibility visibility) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Conversation> changed =
        all.stream()
            .filter(
                before ->
                    (archived != null && before.archived() != archived)
                        || (visibility != null && before.visibility() != visibility))
            .map(before -> before.with(archived, visibility, now))
            .toList();
    if (!changed.isEmpty()) {
      write(changed.stream().map(Conversation::id).toList(), archived, visibility, now);
      events.allOfChat(
          changed.stream()
              .map(after -> Conversations.updated(after, after.ownerId(), now))
              .toList());
    }
  }

  private void write(
      List<UUID> ids, @Nullable Boolean archived, @Nullable Visibility visibility, Instant now) {
    ids.forEach(caches::changed);
    jdbc.sql(
            "UPDATE conversation SET archived = coalesce(:archived::boolean, archived),"
                + " visibility = coalesce(:visibility::text, visibility), updated_at = :now"
                + " WHERE id = ANY (:ids)")
        .param("archived", archived)
        .param("visibility", visibility == null ? null : visibility.wireName())
        .param("now", Timestamp.from(now))
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }
}
