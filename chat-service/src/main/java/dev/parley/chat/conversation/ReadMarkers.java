package dev.parley.chat.conversation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far somebody has read: one number a conversation, so that nothing has to be counted. */
@Repository
class ReadMarkers {

  private final JdbcClient jdbc;
  private final ConversationCaches caches;

  ReadMarkers(JdbcClient jdbc, ConversationCaches caches) {
    this.jdbc = jdbc;
    this.caches = caches;
  }

  record Marker(UUID conversationId, long lastReadSeq, long unread) {}

  /**
   * Moves markers on, never back: a second device may be behind. In one statement, however many.
   *
   * @param seqs up to where, by conversation; those that the person may not read are left out
   */
  @Transactional
  public List<Marker> advance(UUID user, Map<UUID, Long> seqs) {
    seqs.keySet().forEach(conversation -> caches.readerChanged(conversation, user));
    List<Map.Entry<UUID, Long>> asked = List.copyOf(seqs.entrySet());
    return jdbc.sql(
            """
            WITH marked AS (
              INSERT INTO read_marker AS mark (conversation_id, user_id, seq)
              SELECT c.id, :user, least(asked.seq, c.last_seq)
              FROM unnest(:ids, :seqs) AS asked(id, seq) JOIN conversation c ON c.id = asked.id
              WHERE\s"""
                + Access.MAY_READ
                // whoever posts to several conversations marks them in this order, too
                + """
                 ORDER BY c.id
                ON CONFLICT (conversation_id, user_id)
                DO UPDATE SET seq = greatest(mark.seq, excluded.seq)
              RETURNING conversation_id, seq)
            SELECT c.id, marked.seq, c.last_seq - marked.seq
            FROM marked JOIN conversation c ON c.id = marked.conversation_id
            ORDER BY c.id
            """)
        .param("user", user)
        .param("ids", asked.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
        .param("seqs", asked.stream().map(Map.Entry::getValue).toArray(Long[]::new))
        .query(
            (row, n) ->
                new Marker(
                    Objects.requireNonNull(row.getObject(1, UUID.class)),
                    row.getLong(2),
                    row.getLong(3)))
        .list();
  }
}
