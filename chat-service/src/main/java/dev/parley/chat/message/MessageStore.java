package dev.parley.chat.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.conversation.Access;
import dev.parley.chat.conversation.Metadata;
import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.chat.file.Attachments;
import dev.parley.chat.message.Message.Attachment;
import dev.parley.chat.message.Message.ReactionCount;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages as they are read and changed. */
@Repository
class MessageStore {

  /**
   * Over the parameter {@code :user}, who reads. Most messages have no reactions, files and tags:
   * to look whether there are any costs a tenth of gathering none.
   */
  static final String COLUMNS =
      """
      SELECT m.id, m.conversation_id, m.seq, m.author_id, a.username, a.display_name, m.role,
             m.content, m.reply_to_id, m.metadata, m.version, m.created_at, m.edited_at,
             m.deleted_at,
             CASE WHEN m.mentions <> '{}' THEN (
               SELECT jsonb_agg(jsonb_build_object(
                 'id', p.id, 'username', p.username, 'display_name', p.display_name)
                 ORDER BY p.username)
               FROM account p WHERE p.id = ANY (m.mentions)) END AS mentions,
             CASE WHEN (SELECT true FROM reaction WHERE message_id = m.id LIMIT 1) THEN (
               SELECT jsonb_agg(jsonb_build_object(
                 'emoji', r.emoji, 'count', r.count, 'mine', r.mine) ORDER BY r.first, r.emoji)
               FROM (SELECT emoji, count(*) AS count, bool_or(user_id = :user) AS mine,
                            min(created_at) AS first
                     FROM reaction WHERE message_id = m.id GROUP BY emoji) r) END AS reactions,
             CASE WHEN (SELECT true FROM file f WHERE f.message_id = m.id LIMIT 1) THEN (
               SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name,
                 'content_type', f.content_type, 'size', f.size) ORDER BY f.id)
               FROM file f WHERE f.message_id = m.id) END AS files,
             CASE WHEN (SELECT true FROM message_tag t WHERE t.message_id = m.id LIMIT 1) THEN
               ARRAY(SELECT t.tag FROM message_tag t WHERE t.message_id = m.id ORDER BY t.tag)
             END AS tags
      FROM message m JOIN account a ON a.id = m.author_id
      """;

  private static final TypeReference<List<Author>> AUTHORS = new TypeReference<>() {};
  private static final TypeReference<List<ReactionCount>> REACTIONS = new TypeReference<>() {};

  private static final TypeReference<List<File>> FILES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Attachments attachments;
  private final ObjectMapper json;

  MessageStore(JdbcClient jdbc, Attachments attachments, ObjectMapper json) {
    this.jdbc = jdbc;
    this.attachments = attachments;
    this.json = json;
  }

  Author author(UUID id) {
    return jdbc.sql("SELECT username, display_name FROM account WHERE id = ?")
        .param(id)
        .query((row, n) -> new Author(id, row.getString(1), row.getString(2)))
        .single();
  }

  /** Those of these names who exist. */
  List<Author> accounts(Set<String> usernames) {
    return usernames.isEmpty()
        ? List.of()
        : jdbc.sql(
                "SELECT id, username, display_name FROM account WHERE lower(username) IN (:names)"
                    + " ORDER BY username")
            .param("names", usernames)
            .query(
                (row, n) ->
                    new Author(
                        Objects.requireNonNull(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getString(3)))
            .list();
  }

  /** Keeps what the message said before, and when it said so. */
  void replace(Message before, Message after) {
    jdbc.sql(
            "INSERT INTO message_version (message_id, version, content, written_at)"
                + " VALUES (?, ?, ?, ?)")
        .params(
            before.id(),
            before.version(),
            before.content(),
            Timestamp.from(before.editedAt() == null ? before.createdAt() : before.editedAt()))
        .update();
    jdbc.sql(
            "UPDATE message SET content = ?, metadata = ?::jsonb, mentions = ?, version = ?,"
                + " edited_at = ? WHERE id = ?")
        .params(
            after.content(),
            after.metadata().toString(),
            ids(after.mentions()),
            after.version(),
            Timestamp.from(Objects.requireNonNull(after.editedAt())),
            after.id())
        .update();
  }

  /** What it said, now and before, and what others thought and noted of it: all gone. */
  void wipe(UUID message, Instant now) {
    jdbc.sql("DELETE FROM message_version WHERE message_id = ?").param(message).update();
    jdbc.sql("DELETE FROM reaction WHERE message_id = ?").param(message).update();
    jdbc.sql("DELETE FROM message_tag WHERE message_id = ?").param(message).update();
    jdbc.sql("DELETE FROM annotation WHERE message_id = ?").param(message).update();
    jdbc.sql(
            "UPDATE message SET content = '', metadata = '{}', mentions = '{}', deleted_at = ?,"
                + " version = version + 1 WHERE id = ?")
        .params(Timestamp.from(now), message)
        .update();
  }

  private static UUID[] ids(List<Author> people) {
    return people.stream().map(Author::id).toArray(UUID[]::new);
  }

  Optional<Message> findForReader(UUID id, UUID reader) {
    return one(
        " JOIN conversation c ON c.id = m.conversation_id WHERE m.id = :id AND " + Access.MAY_READ,
        id,
        reader);
  }

  /** Whoever may read it: for callers that have asked already. */
  Optional<Message> find(UUID id, UUID reader) {
    return one(" WHERE m.id = :id", id, reader);
  }

  private Optional<Message> one(String which, UUID id, UUID reader) {
    return jdbc.sql(COLUMNS + which)
        .param("id", id)
        .param("user", reader)
        .query(this::message)
        .optional();
  }

  /** Empty: no such message, or one that was written in no trace. */
  Optional<UUID> traceId(UUID id) {
    return jdbc.sql("SELECT trace_id FROM message WHERE id = :id AND trace_id IS NOT NULL")
        .param("id", id)
        .query(UUID.class)
        .optional();
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

  /** The newest first, from below a number. */
  List<Message> before(UUID conversation, MessageFilter wanted, long seq, int limit, UUID reader) {
    return page(wanted, wanted.below(), conversation, seq, limit, reader);
  }

  /** The nearest above a number, the newest first. */
  List<Message> after(UUID conversation, MessageFilter wanted, long seq, int limit, UUID reader) {
    return page(wanted, wanted.above(), conversation, seq, limit, reader).reversed();
  }

  private List<Message> page(
      MessageFilter wanted, String which, UUID conversation, long seq, int limit, UUID reader) {
    return jdbc.sql(COLUMNS + which)
        .params(wanted.parameters())
        .param("id", conversation)
        .param("seq", seq)
        .param("limit", limit)
        .param("user", reader)
        .query(this::message)
        .list();
  }

  /** What somebody has reacted to these with. */
  Map<UUID, Set<String>> reactionsOf(UUID user, List<UUID> messages) {
    Map<UUID, Set<String>> own = new HashMap<>();
    jdbc.sql("SELECT message_id, emoji FROM reaction WHERE user_id = ? AND message_id = ANY (?)")
        .params(user, messages.toArray(UUID[]::new))
        .query(
            row -> {
              own.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>())
                  .add(row.getString(2));
            });
    return own;
  }

  Message message(ResultSet row, int number) throws SQLException {
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
        Metadata.stored(row.getString("metadata"), json),
        tags(row.getArray("tags")),
        row.getString("mentions") == null ? List.of() : read(row.getString("mentions"), AUTHORS),
        row.getString("reactions") == null
            ? List.of()
            : read(row.getString("reactions"), REACTIONS),
        row.getString("files") == null ? List.of() : attachments(row.getString("files")),
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("edited_at")),
        instant(row.getTimestamp("deleted_at")));
  }

  private record File(UUID id, String name, String contentType, long size) {}

  private List<Attachment> attachments(String text) {
    return read(text, FILES).stream()
        .map(
            f ->
                new Attachment(
                    f.id(), f.name(), f.contentType(), f.size(), attachments.url(f.id())))
        .toList();
  }

  private static List<String> tags(@Nullable Array found) throws SQLException {
    return found == null ? List.of() : List.of((String[]) found.getArray());
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb holds JSON", e);
    }
  }
}
