package dev.parley.chat.tag;

import dev.parley.chat.conversation.Access;
import dev.parley.chat.conversation.ConversationCaches;
import dev.parley.chat.target.Target;
import dev.parley.chat.target.Target.Spot;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which conversations and messages have which tags. */
@Repository
class TagStore {

  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private static final int MOST_CONVERSATIONS = 10_000;
  private static final int MOST_OF_EACH = 1_000;
  private static final int MOST_COUNTED = 20_000;

  private final JdbcClient jdbc;
  private final ConversationCaches caches;
  private final ApplicationEventPublisher news;

  TagStore(JdbcClient jdbc, ConversationCaches caches, ApplicationEventPublisher news) {
    this.news = news;
    this.jdbc = jdbc;
    this.caches = caches;
  }

  /** A conversation got or lost a tag. */
  record Tagged(UUID conversationId, String tag) {}

  List<String> of(Target target) {
    Spot message = target.message();
    return message == null
        ? jdbc.sql("SELECT tag FROM conversation_tag WHERE conversation_id = ? ORDER BY tag")
            .param(target.conversationId())
            .query(String.class)
            .list()
        : jdbc.sql("SELECT tag FROM message_tag WHERE message_id = ? ORDER BY tag")
            .param(message.id())
            .query(String.class)
            .list();
  }

  void add(Spot message, UUID conversation, Collection<String> tags) {
    news.publishEvent(new MessageTagged(conversation));
    jdbc.sql(
            "INSERT INTO message_tag (message_id, tag, conversation_id, seq)"
                + " SELECT :message, tag, :conversation, :seq FROM unnest(:tags) AS tag"
                + " ON CONFLICT DO NOTHING")
        .param("message", message.id())
        .param("seq", message.seq())
        .param("conversation", conversation)
        .param("tags", tags.toArray(String[]::new))
        .update();
  }

  void remove(Spot message, UUID conversation, Collection<String> tags) {
    news.publishEvent(new MessageTagged(conversation));
    jdbc.sql("DELETE FROM message_tag WHERE message_id = :message AND tag = ANY (:tags)")
        .param("message", message.id())
        .param("tags", tags.toArray(String[]::new))
        .update();
  }

  /** Answers with what was not there before. */
  List<Tagged> add(Collection<UUID> conversations, Collection<String> tags) {
    return changed(
        "INSERT INTO conversation_tag (conversation_id, tag)"
            + " SELECT id, tag FROM unnest(:ids) AS id CROSS JOIN unnest(:tags) AS tag"
            + " ON CONFLICT DO NOTHING RETURNING conversation_id, tag",
        conversations,
        tags);
  }

  /** Answers with what was there before. */
  List<Tagged> remove(Collection<UUID> conversations, Collection<String> tags) {
    return changed(
        "DELETE FROM conversation_tag WHERE conversation_id = ANY (:ids) AND tag = ANY (:tags)"
            + " RETURNING conversation_id, tag",
        conversations,
        tags);
  }

  private List<Tagged> changed(
      String sql, Collection<UUID> conversations, Collection<String> tags) {
    conversations.forEach(caches::changed);
    return jdbc.sql(sql)
        .param("ids", conversations.toArray(UUID[]::new))
        .param("tags", tags.toArray(String[]::new))
        .query(
            (row, n) ->
                new Tagged(Objects.requireNonNull(row.getObject(1, UUID.class)), row.getString(2)))
        .list();
  }

  /**
   * What somebody who types may mean, of what they may read; what is used most comes first. It
   * begins with those conversations and looks at so many tags only, else it would cost by what all
   * others have tagged.
   */
  List<TagController.Suggestion> suggest(String beginning, int limit, UUID user) {
    return jdbc.sql(
            """
            WITH own AS MATERIALIZED (
              SELECT c.id FROM conversation c WHERE %s LIMIT :conversations)
            SELECT tag, count(*) FROM (
              SELECT t.tag FROM (
                SELECT id FROM own
                UNION ALL
                (SELECT id FROM conversation
                 WHERE visibility = 'public' AND id NOT IN (SELECT id FROM own)
                 LIMIT :conversations)
              ) readable CROSS JOIN LATERAL (
                (SELECT tag FROM conversation_tag
                 WHERE conversation_id = readable.id AND tag >= :beginning AND tag <= :end)
                UNION ALL
                (SELECT tag FROM message_tag
                 WHERE conversation_id = readable.id AND tag >= :beginning AND tag <= :end
                 -- by the index, else all are read where most rows are of one conversation
                 ORDER BY tag, seq LIMIT :of_each)
              ) t LIMIT :most) counted
            GROUP BY tag ORDER BY count(*) DESC, tag LIMIT :limit
            """
                .formatted(Access.TAKES_PART))
        .param("conversations", MOST_CONVERSATIONS)
        .param("of_each", MOST_OF_EACH)
        .param("most", MOST_COUNTED)
        .param("beginning", beginning)
        .param("end", beginning + LAST_CHARACTER)
        .param("user", user)
        .param("limit", limit)
        .query((row, n) -> new TagController.Suggestion(row.getString(1), row.getLong(2)))
        .list();
  }
}
