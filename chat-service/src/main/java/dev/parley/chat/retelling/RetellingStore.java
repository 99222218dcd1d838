package dev.parley.chat.retelling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.chat.event.ChatEvent.ConversationUpdated;
import dev.parley.chat.event.ChatEvent.File;
import dev.parley.chat.event.ChatEvent.MessageEdited;
import dev.parley.chat.retelling.Retelling.Gone;
import dev.parley.chat.retelling.Retelling.MessageTag;
import dev.parley.chat.retelling.Retelling.Note;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the rows of a conversation back into what was told of it. */
@Repository
class RetellingStore {
  private static final String MESSAGES =
      """
      SELECT m.id, m.seq, m.author_id, a.username, a.display_name, m.role, m.content, m.metadata,
             m.version, m.created_at, m.edited_at, m.deleted_at, c.project_id, c.visibility,
             (SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name,
                 'content_type', f.content_type, 'size', f.size) ORDER BY f.id)
                FROM file f WHERE f.message_id = m.id) AS files
        FROM message m JOIN account a ON a.id = m.author_id
        JOIN conversation c ON c.id = m.conversation_id
       WHERE m.conversation_id = :id AND m.seq > :seq
       ORDER BY m.seq LIMIT :limit
      """;
  private static final String TAGS =
      """
      SELECT message_id, tag FROM message_tag
       WHERE conversation_id = :id AND seq > :seq AND seq <= :up_to ORDER BY message_id, tag
      """;
  private static final String NOTES =
      """
      SELECT n.id, n.conversation_id, n.message_id, n.content
        FROM annotation n LEFT JOIN message m ON m.id = n.message_id
       WHERE n.conversation_id = :id
         AND CASE WHEN n.message_id IS NULL THEN :seq = 0 ELSE m.seq > :seq AND m.seq <= :up_to END
       ORDER BY n.id
      """;
  private static final TypeReference<List<File>> FILES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  RetellingStore(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** One of a page: what was said, or that it was deleted. */
  record Told(long seq, @Nullable MessageEdited message, @Nullable Gone gone) {}

  Optional<ConversationUpdated> conversation(UUID id) {
    return jdbc.sql(
            "SELECT id, title, owner_id, project_id, visibility, archived, source, metadata,"
                + " created_at, updated_at FROM conversation WHERE id = ?")
        .param(id)
        .query((row, _) -> conversation(row))
        .optional();
  }

  List<UUID> members(UUID id) {
    return jdbc.sql(
            "SELECT user_id FROM conversation_member WHERE conversation_id = ? ORDER BY user_id")
        .param(id)
        .query(UUID.class)
        .list();
  }

  List<String> tags(UUID id) {
    return jdbc.sql("SELECT tag FROM conversation_tag WHERE conversation_id = ? ORDER BY tag")
        .param(id)
        .query(String.class)
        .list();
  }

  List<Told> messages(UUID id, long after, int limit) {
    return jdbc.sql(MESSAGES)
        .param("id", id)
        .param("seq", after)
        .param("limit", limit)
        .query((row, _) -> told(id, row))
        .list();
  }

  List<MessageTag> messageTags(UUID id, long after, long upTo) {
    return jdbc.sql(TAGS)
        .param("id", id)
        .param("seq", after)
        .param("up_to", upTo)
        .query(MessageTag.class)
        .list();
  }

  List<Note> notes(UUID id, long after, long upTo) {
    return jdbc.sql(NOTES)
        .param("id", id)
        .param("seq", after)
        .param("up_to", upTo)
        .query(Note.class)
        .list();
  }

  private ConversationUpdated conversation(ResultSet row) throws SQLException {
    return new ConversationUpdated(
        row.getObject("id", UUID.class),
        row.getString("title"),
        row.getObject("owner_id", UUID.class),
        row.getObject("project_id", UUID.class),
        row.getString("visibility"),
        row.getBoolean("archived"),
        row.getString("source"),
        read(row.getString("metadata")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  private Told told(UUID conversation, ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    long seq = row.getLong("seq");
    return row.getTimestamp("deleted_at") != null
        ? new Told(seq, null, new Gone(id, conversation, seq))
        : new Told(seq, message(id, conversation, row), null);
  }

  private MessageEdited message(UUID id, UUID conversation, ResultSet row) throws SQLException {
    return new MessageEdited(
        id,
        conversation,
        row.getLong("seq"),
        row.getObject("project_id", UUID.class),
        row.getString("visibility"),
        new Author(
            row.getObject("author_id", UUID.class),
            row.getString("username"),
            row.getString("display_name")),
        row.getString("role"),
        row.getString("content"),
        List.of(),
        files(row.getString("files")),
        read(row.getString("metadata")),
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("edited_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private List<File> files(@Nullable String text) {
    try {
      return text == null ? List.of() : json.readValue(text, FILES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb holds JSON", e);
    }
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb holds JSON", e);
    }
  }
}
