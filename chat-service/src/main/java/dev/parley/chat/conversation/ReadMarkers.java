package dev.parley.chat.conversation;

import dev.parley.chat.event.ChatEvent.ReadAdvanced;
import dev.parley.chat.event.ChatEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far somebody has read: one number a conversation, so that nothing has to be counted. */
@Repository
class ReadMarkers {

  /**
   * Whoever posts to several conversations marks them in this order, too. A marker that is as far
   * already is locked and not written; how far it is was looked up before the lock, so while
   * another device says more it is at least what was asked.
   */
  private static final String ADVANCE =
      """
      WITH wanted AS (
        SELECT c.id, c.last_seq, c.project_id, c.visibility, least(asked.seq, c.last_seq) AS seq
        FROM unnest(:ids, :seqs) AS asked(id, seq) JOIN conversation c ON c.id = asked.id
        WHERE %s),
      moved AS (
        INSERT INTO read_marker AS mark (conversation_id, user_id, seq)
        SELECT id, :user, seq FROM wanted ORDER BY id
        ON CONFLICT (conversation_id, user_id)
          DO UPDATE SET seq = excluded.seq WHERE mark.seq < excluded.seq
        RETURNING conversation_id, seq)
      SELECT wanted.id, greatest(wanted.seq, known.seq) AS last_read_seq, wanted.last_seq,
             coalesce(moved.seq, 0) > 0 AS advanced, wanted.project_id, wanted.visibility
      FROM wanted
      LEFT JOIN moved ON moved.conversation_id = wanted.id
      LEFT JOIN read_marker known ON known.conversation_id = wanted.id AND known.user_id = :user
      ORDER BY wanted.id
      """
          .formatted(Access.MAY_READ);

  private final JdbcClient jdbc;
  private final ConversationCaches caches;
  private final ChatEvents events;

  ReadMarkers(JdbcClient jdbc, ConversationCaches caches, ChatEvents events) {
    this.jdbc = jdbc;
    this.caches = caches;
    this.events = events;
  }

  record Marker(UUID conversationId, long lastReadSeq, long unread) {}

  private record Standing(
      Marker marker, boolean advanced, @Nullable UUID projectId, String visibility) {

    static Standing of(ResultSet row, int number) throws SQLException {
      long lastRead = row.getLong("last_read_seq");
      return new Standing(
          new Marker(
              Objects.requireNonNull(row.getObject("id", UUID.class)),
              lastRead,
              row.getLong("last_seq") - lastRead),
          row.getBoolean("advanced"),
          row.getObject("project_id", UUID.class),
          row.getString("visibility"));
    }

    ReadAdvanced by(UUID user) {
      return new ReadAdvanced(
          marker.conversationId(), user, marker.lastReadSeq(), projectId, visibility);
    }
  }

  /**
   * Moves markers on, never back: a second device may be behind. In one statement, however many,
   * and another one for the events of those that moved.
   *
   * @param seqs up to where, by conversation; those that the person may not read are left out
   */
  @Transactional
  public List<Marker> advance(UUID user, Map<UUID, Long> seqs) {
    seqs.keySet().forEach(conversation -> caches.readerChanged(conversation, user));
    List<Map.Entry<UUID, Long>> asked = List.copyOf(seqs.entrySet());
    List<Standing> all =
        jdbc.sql(ADVANCE)
            .param("user", user)
            .param("ids", asked.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
            .param("seqs", asked.stream().map(Map.Entry::getValue).toArray(Long[]::new))
            .query(Standing::of)
            .list();
    events.allOfChat(all.stream().filter(Standing::advanced).map(one -> one.by(user)).toList());
    return all.stream().map(Standing::marker).toList();
  }
}
