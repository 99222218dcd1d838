package dev.parley.search.indexing;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the tables have of one conversation. */
@Component
class KnownRows {
  private final JdbcClient jdbc;

  KnownRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param messages those that are to be found
   */
  record Known(
      List<UUID> members, List<Message> messages, List<Tag> tags, List<Note> annotations) {}

  record Message(UUID id, long seq) {}

  /**
   * @param seq 0 where it is the conversation's
   */
  record Tag(UUID subjectId, long seq, String tag) {}

  /**
   * @param seq 0 where it is the conversation's
   */
  record Note(UUID id, UUID subjectId, long seq) {}

  Known of(UUID id) {
    return new Known(
        list("SELECT user_id FROM conversation_member WHERE conversation_id = :id", id, UUID.class),
        list(
            "SELECT id, seq FROM message WHERE conversation_id = :id AND NOT deleted",
            id,
            Message.class),
        list(
            """
            SELECT id AS subject_id, 0 AS seq, unnest(tags) AS tag
              FROM conversation WHERE id = :id
            UNION ALL
            SELECT id, seq, unnest(tags) FROM message WHERE conversation_id = :id AND tags <> '{}'
            """,
            id,
            Tag.class),
        list(
            """
            SELECT id, subject_id, 0 AS seq FROM annotation WHERE subject_id = :id
            UNION ALL
            SELECT n.id, m.id, m.seq
              FROM message m JOIN annotation n ON n.subject_id = m.id
             WHERE m.conversation_id = :id
            """,
            id,
            Note.class));
  }

  private <T> List<T> list(String sql, UUID id, Class<T> type) {
    return jdbc.sql(sql).param("id", id).query(type).list();
  }
}
