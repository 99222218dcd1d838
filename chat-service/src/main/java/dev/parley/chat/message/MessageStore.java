package dev.parley.chat.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.conversation.Access;
import dev.parley.chat.event.ChatEvent.Author;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages and the numbers they get. */
@Repository
class MessageStore {

  private static final String COLUMNS =
      """
      SELECT m.id, m.conversation_id, m.seq, m.author_id, a.username, a.display_name, m.role,
             m.content, m.reply_to_id, m.metadata, m.created_at
      FROM message m JOIN account a ON a.id = m.author_id
      """;

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  MessageStore(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  record Place(long seq, @Nullable UUID projectId, String visibility) {}

  /**
   * Takes the conversation's next number, if the person may post there. The row stays locked until
   * the commit: that is what makes numbers gapless and events ordered.
   */
  Optional<Place> nextPlace(UUID conversation, UUID author) {
    return jdbc.sql(
            """
            UPDATE conversation c SET last_seq = last_seq + 1, updated_at = now()
            WHERE c.id = :id AND NOT c.archived AND\s"""
                + Access.MAY_POST
                + " RETURNING c.last_seq, c.project_id, c.visibility")
        .param("id", conversation)
        .param("user", author)
        .query(
            (row, n) -> new Place(row.getLong(1), row.getObject(2, UUID.class), row.getString(3)))
        .optional();
  }

  Author author(UUID id) {
    return jdbc.sql("SELECT username, display_name FROM account WHERE id = ?")
        .param(id)
        .query((row, n) -> new Author(id, row.getString(1), row.getString(2)))
        .single();
  }

  void insert(Message message) {
    jdbc.sql(
            "INSERT INTO message (id, conversation_id, seq, author_id, role, content, reply_to_id,"
                + " metadata, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)")
        .params(
            message.id(),
            message.conversationId(),
            message.seq(),
            message.author().id(),
            message.role(),
            message.content(),
            message.replyToId(),
            message.metadata().toString(),
            Timestamp.from(message.createdAt()))
        .update();
  }

  Optional<Message> find(UUID id) {
    return jdbc.sql(COLUMNS + " WHERE m.id = ?").param(id).query(this::message).optional();
  }

  boolean mayRead(UUID conversation, UUID user) {
    return exists(
        "SELECT EXISTS (SELECT 1 FROM conversation c WHERE c.id = :id AND " + Access.MAY_READ + ")",
        conversation,
        user);
  }

  private boolean exists(String sql, UUID conversation, UUID user) {
    return jdbc.sql(sql)
        .param("id", conversation)
        .param("user", user)
        .query(Boolean.class)
        .single();
  }

  boolean isIn(UUID conversation, UUID message) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM message WHERE id = ? AND conversation_id = ?)")
        .params(message, conversation)
        .query(Boolean.class)
        .single();
  }

  /** The newest first, from below a number. */
  List<Message> before(UUID conversation, long seq, int limit) {
    return jdbc.sql(
            COLUMNS + " WHERE m.conversation_id = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?")
        .params(conversation, seq, limit)
        .query(this::message)
        .list();
  }

  /** The nearest above a number, the newest first. */
  List<Message> after(UUID conversation, long seq, int limit) {
    return jdbc.sql(COLUMNS + " WHERE m.conversation_id = ? AND m.seq > ? ORDER BY m.seq LIMIT ?")
        .params(conversation, seq, limit)
        .query(this::message)
        .list()
        .reversed();
  }

  private Message message(ResultSet row, int number) throws SQLException {
    return new Message(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("conversation_id", UUID.class)),
        row.getLong("seq"),
        new Author(
            Objects.requireNonNull(row.getObject("author_id", UUID.class)),
            row.getString("username"),
            row.getString("display_name")),
        row.getString("role"),
        row.getString("content"),
        row.getObject("reply_to_id", UUID.class),
        metadata(row.getString("metadata")),
        row.getTimestamp("created_at").toInstant());
  }

  private JsonNode metadata(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb holds JSON", e);
    }
  }
}
