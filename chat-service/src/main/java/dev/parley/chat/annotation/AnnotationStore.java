package dev.parley.chat.annotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.conversation.Access;
import dev.parley.chat.conversation.Metadata;
import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.chat.target.Target;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Annotations, the oldest first. */
@Repository
class AnnotationStore {

  private static final String COLUMNS =
      """
      SELECT n.id, n.conversation_id, n.message_id, n.message_version, n.author_id, a.username,
             a.display_name, n.kind, n.content, n.start_offset, n.end_offset, n.metadata,
             n.created_at, n.updated_at
      """;
  private static final String FROM = "FROM annotation n JOIN account a ON a.id = n.author_id";

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ObjectMapper json;
  private final ListSql<Annotation> ofConversation =
      list("annotations", "n.conversation_id = :of AND (n.message_id IS NULL OR :with_messages)");
  private final ListSql<Annotation> ofMessage = list("message_annotations", "n.message_id = :of");

  AnnotationStore(JdbcClient jdbc, Lists lists, ObjectMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  private ListSql<Annotation> list(String name, String where) {
    return new ListSql<>(
        name, COLUMNS, FROM, where, ListOrder.ascending(ListKey.uuid("n.id")), this::annotation);
  }

  /**
   * @param withMessages whether those of a conversation's messages come along
   */
  Listing<Annotation> of(Target target, boolean withMessages, ListRequest request, UUID reader) {
    UUID message = target.messageId();
    return lists.read(
        message == null
            ? ofConversation
                .seenBy(reader)
                .with("of", target.conversationId())
                .with("with_messages", withMessages)
            : ofMessage.seenBy(reader).with("of", message),
        request);
  }

  Optional<Annotation> findForReader(UUID id, UUID reader) {
    return jdbc.sql(
            COLUMNS
                + FROM
                + " JOIN conversation c ON c.id = n.conversation_id WHERE n.id = :id AND "
                + Access.MAY_READ)
        .param("id", id)
        .param("user", reader)
        .query(this::annotation)
        .optional();
  }

  Author author(UUID id) {
    return jdbc.sql("SELECT username, display_name FROM account WHERE id = ?")
        .param(id)
        .query((row, n) -> new Author(id, row.getString(1), row.getString(2)))
        .single();
  }

  void insert(Annotation annotation) {
    jdbc.sql(
            "INSERT INTO annotation (id, conversation_id, message_id, message_version, author_id,"
                + " kind, content, start_offset, end_offset, metadata, created_at, updated_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)")
        .params(
            annotation.id(),
            annotation.conversationId(),
            annotation.messageId(),
            annotation.messageVersion(),
            annotation.author().id(),
            annotation.kind(),
            annotation.content(),
            annotation.startOffset(),
            annotation.endOffset(),
            annotation.metadata().toString(),
            Timestamp.from(annotation.createdAt()),
            Timestamp.from(annotation.updatedAt()))
        .update();
  }

  void update(Annotation annotation) {
    jdbc.sql(
            "UPDATE annotation SET message_version = ?, kind = ?, content = ?, start_offset = ?,"
                + " end_offset = ?, metadata = ?::jsonb, updated_at = ? WHERE id = ?")
        .params(
            annotation.messageVersion(),
            annotation.kind(),
            annotation.content(),
            annotation.startOffset(),
            annotation.endOffset(),
            annotation.metadata().toString(),
            Timestamp.from(annotation.updatedAt()),
            annotation.id())
        .update();
  }

  void delete(UUID id) {
    jdbc.sql("DELETE FROM annotation WHERE id = ?").param(id).update();
  }

  private Annotation annotation(ResultSet row, int number) throws SQLException {
    return new Annotation(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("conversation_id", UUID.class)),
        row.getObject("message_id", UUID.class),
        row.getObject("message_version", Integer.class),
        new Author(
            Objects.requireNonNull(row.getObject("author_id", UUID.class)),
            row.getString("username"),
            row.getString("display_name")),
        row.getString("kind"),
        row.getString("content"),
        row.getObject("start_offset", Integer.class),
        row.getObject("end_offset", Integer.class),
        Metadata.stored(row.getString("metadata"), json),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
