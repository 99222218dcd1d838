package dev.parley.chat.file;

import dev.parley.chat.conversation.Access;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of files. */
@Repository
class FileStore {

  private static final String SELECT =
      "SELECT f.id, f.owner_id, f.conversation_id, f.message_id, f.name, f.content_type, f.size,"
          + " f.sha256, f.created_at";
  private static final String FROM = "FROM file f";
  private static final String COLUMNS = SELECT + " " + FROM;

  /** A file {@code f} is its owner's and of all who may read its conversation. */
  private static final String READABLE =
      "(f.owner_id = :user OR EXISTS (SELECT 1 FROM conversation c WHERE c.id = f.conversation_id"
          + " AND "
          + Access.MAY_READ
          + "))";

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ListSql<FileView> own;
  private final ListSql<FileView> ofConversation;

  FileStore(JdbcClient jdbc, Lists lists, ContentUrls urls) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.own = newestFirst("files.own", "f.owner_id = :user", urls);
    this.ofConversation =
        newestFirst("files.conversation", "f.conversation_id = :conversation", urls);
  }

  private static ListSql<FileView> newestFirst(String name, String where, ContentUrls urls) {
    return new ListSql<>(
        name,
        SELECT,
        FROM,
        where,
        ListOrder.descending(ListKey.uuid("f.id")),
        (row, number) -> FileView.of(file(row, number), urls));
  }

  /** What somebody may do with a conversation. */
  enum Standing {
    NONE,
    READER,
    WRITER
  }

  Standing standing(UUID conversation, UUID user) {
    return jdbc.sql(
            "SELECT NOT c.archived AND "
                + Access.MAY_POST
                + " FROM conversation c WHERE c.id = :id AND "
                + Access.MAY_READ)
        .param("id", conversation)
        .param("user", user)
        .query(Boolean.class)
        .optional()
        .map(writable -> writable ? Standing.WRITER : Standing.READER)
        .orElse(Standing.NONE);
  }

  void insert(StoredFile file) {
    jdbc.sql(
            "INSERT INTO file (id, owner_id, conversation_id, name, content_type, size, sha256,"
                + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            file.id(),
            file.ownerId(),
            file.conversationId(),
            file.name(),
            file.contentType(),
            file.size(),
            HexFormat.of().parseHex(file.sha256()),
            Timestamp.from(file.createdAt()))
        .update();
  }

  Optional<StoredFile> find(UUID id) {
    return jdbc.sql(COLUMNS + " WHERE f.id = ?").param(id).query(FileStore::file).optional();
  }

  /** Holds the row until the commit: nobody attaches it to a message meanwhile. */
  Optional<StoredFile> lock(UUID id) {
    return jdbc.sql(COLUMNS + " WHERE f.id = ? FOR UPDATE OF f")
        .param(id)
        .query(FileStore::file)
        .optional();
  }

  Optional<StoredFile> findForReader(UUID id, UUID user) {
    return jdbc.sql(COLUMNS + " WHERE f.id = :id AND " + READABLE)
        .param("id", id)
        .param("user", user)
        .query(FileStore::file)
        .optional();
  }

  /** How much somebody keeps. */
  record Kept(long files, long bytes) {}

  Kept keptBy(UUID owner) {
    return jdbc.sql("SELECT count(*), coalesce(sum(size), 0) FROM file WHERE owner_id = ?")
        .param(owner)
        .query((row, n) -> new Kept(row.getLong(1), row.getLong(2)))
        .single();
  }

  /** Until the commit no other file of theirs is made. */
  void lockOwner(UUID owner) {
    jdbc.sql("SELECT 1 FROM account WHERE id = ? FOR NO KEY UPDATE").param(owner).query(row -> {});
  }

  /** Whether the person owns the conversation in which the file is. */
  boolean ownsConversation(@Nullable UUID conversation, UUID user) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM conversation WHERE id = ? AND owner_id = ?)")
        .params(conversation, user)
        .query(Boolean.class)
        .single();
  }

  /** Whether it was still there. */
  boolean delete(UUID id) {
    return jdbc.sql("DELETE FROM file WHERE id = ?").param(id).update() > 0;
  }

  /** The reader may read the conversation. */
  Listing<FileView> ofConversation(UUID conversation, UUID reader, ListRequest request) {
    return lists.read(ofConversation.seenBy(reader).with("conversation", conversation), request);
  }

  Listing<FileView> ofOwner(UUID owner, ListRequest request) {
    return lists.read(own.seenBy(owner), request);
  }

  private static StoredFile file(ResultSet row, int number) throws SQLException {
    return new StoredFile(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("owner_id", UUID.class)),
        row.getObject("conversation_id", UUID.class),
        row.getObject("message_id", UUID.class),
        row.getString("name"),
        row.getString("content_type"),
        row.getLong("size"),
        HexFormat.of().formatHex(row.getBytes("sha256")),
        row.getTimestamp("created_at").toInstant());
  }
}
