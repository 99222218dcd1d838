package dev.parley.chat.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.cache.KeyForm.Pair;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListQuery;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Conversations and their members. */
@Repository
class ConversationStore {

  static final String COLUMNS =
      """
      SELECT c.id, c.title, c.owner_id, c.project_id, c.character_id, c.visibility, c.archived,
             c.source, c.metadata, ARRAY(SELECT t.tag FROM conversation_tag t
                               WHERE t.conversation_id = c.id ORDER BY t.tag) AS tags,
             c.last_seq, coalesce(mark.seq, 0) AS last_read_seq, c.created_at, c.updated_at
      """;
  static final String FROM =
      """
      FROM conversation c
      LEFT JOIN read_marker mark ON mark.conversation_id = c.id AND mark.user_id = :user
      """;

  private static final UUID NOBODY = new UUID(0, 0);

  private static final ListSql<Member> MEMBERS =
      new ListSql<>(
          "members",
          "SELECT m.user_id, a.username, a.display_name, m.role",
          "FROM conversation_member m JOIN account a ON a.id = m.user_id",
          "m.conversation_id = :conversation",
          ListOrder.ascending(ListKey.text("a.username"), ListKey.uuid("a.id")),
          Member::of);

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ObjectMapper json;
  private final ConversationCaches caches;
  private final ListSql<Conversation> own =
      new ListSql<>(
          "conversations",
          COLUMNS,
          FROM,
          Access.TAKES_PART,
          ListOrder.descending(ListKey.time("c.updated_at"), ListKey.uuid("c.id")),
          this::conversation);

  ConversationStore(JdbcClient jdbc, Lists lists, ObjectMapper json, ConversationCaches caches) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
    this.caches = caches;
  }

  void insert(Conversation conversation) {
    jdbc.sql(
            "INSERT INTO conversation (id, title, owner_id, project_id, character_id, visibility,"
                + " metadata, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)")
        .params(
            conversation.id(),
            conversation.title(),
            conversation.ownerId(),
            conversation.projectId(),
            conversation.characterId(),
            conversation.visibility().wireName(),
            conversation.metadata().toString(),
            Timestamp.from(conversation.createdAt()),
            Timestamp.from(conversation.updatedAt()))
        .update();
  }

  Optional<Conversation> findForReader(UUID id, UUID user) {
    return jdbc.sql(COLUMNS + FROM + " WHERE c.id = :id AND " + Access.MAY_READ)
        .param("id", id)
        .param("user", user)
        .query(this::conversation)
        .optional();
  }

  /** Whoever may read it, and as if nobody had read any of it yet. */
  @Nullable Conversation findUnread(UUID id) {
    return jdbc.sql(COLUMNS + FROM + " WHERE c.id = :id")
        .param("id", id)
        .param("user", NOBODY)
        .query(this::conversation)
        .optional()
        .orElse(null);
  }

  ConversationCaches.Reader reader(Pair who) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM conversation_member
                           WHERE conversation_id = :id AND user_id = :user),
                   coalesce((SELECT seq FROM read_marker
                             WHERE conversation_id = :id AND user_id = :user), 0)
            """)
        .param("id", who.first())
        .param("user", who.second())
        .query((row, n) -> new ConversationCaches.Reader(row.getBoolean(1), row.getLong(2)))
        .single();
  }

  List<UUID> lastUpdated(int most) {
    return jdbc.sql("SELECT id FROM conversation ORDER BY updated_at DESC LIMIT ?")
        .param(most)
        .query(UUID.class)
        .list();
  }

  /**
   * Holds the row until the commit, and looks only then: its tags are rows of their own. Its key is
   * not held: new read markers refer to it.
   */
  Optional<Conversation> lockForReader(UUID id, UUID user) {
    jdbc.sql(
            "SELECT 1 FROM conversation c WHERE c.id = :id AND %s FOR NO KEY UPDATE"
                .formatted(Access.MAY_READ))
        .param("id", id)
        .param("user", user)
        .query(row -> {});
    return findForReader(id, user);
  }

  /** As {@link #lockForReader}, always in the same order: two who hold many do not block both. */
  List<ManyConversations.Held> hold(Collection<UUID> ids, UUID user) {
    return jdbc.sql(
            COLUMNS
                + ", "
                + Access.MAY_POST
                + " AS may_post "
                + FROM
                + " WHERE c.id = ANY (:ids) AND "
                + Access.MAY_READ
                + " ORDER BY c.id FOR NO KEY UPDATE OF c")
        .param("ids", ids.toArray(UUID[]::new))
        .param("user", user)
        .query(
            (row, n) ->
                new ManyConversations.Held(conversation(row, n), row.getBoolean("may_post")))
        .list();
  }

  /** Those the person takes part in; public ones of others are found by search, not listed here. */
  Listing<Conversation> listForMember(UUID user, ConversationFilter wanted, ListRequest request) {
    return lists.read(query(user, wanted), request);
  }

  ListQuery<Conversation> query(UUID user, ConversationFilter wanted) {
    return wanted.of(own.seenBy(user));
  }

  boolean isProjectMember(UUID project, UUID user) {
    return activeProject(project, user).isPresent();
  }

  /** Whether a project is active; empty: the person is no member. */
  Optional<Boolean> activeProject(UUID project, UUID member) {
    return jdbc.sql(
            "SELECT p.is_active FROM project p JOIN project_member m ON m.project_id = p.id"
                + " WHERE p.id = ? AND m.user_id = ?")
        .params(project, member)
        .query(Boolean.class)
        .optional();
  }

  /** The ids among these that are nobody's. */
  List<UUID> unknownAccounts(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<UUID> known =
        jdbc.sql("SELECT id FROM account WHERE id IN (:ids)")
            .param("ids", ids)
            .query(UUID.class)
            .list();
    return ids.stream().filter(id -> !known.contains(id)).toList();
  }

  void update(Conversation c) {
    caches.changed(c.id());
    jdbc.sql(
            "UPDATE conversation SET title = ?, visibility = ?, archived = ?, metadata = ?::jsonb,"
                + " updated_at = ? WHERE id = ?")
        .params(
            c.title(),
            c.visibility().wireName(),
            c.archived(),
            c.metadata().toString(),
            Timestamp.from(c.updatedAt()),
            c.id())
        .update();
  }

  /** Whether the person was no member before. What was said before is not news to them. */
  boolean addMember(UUID conversation, UUID user, String role) {
    caches.readerChanged(conversation, user);
    jdbc.sql(
            "INSERT INTO read_marker (conversation_id, user_id, seq) SELECT id, :user, last_seq"
                + " FROM conversation WHERE id = :id ON CONFLICT DO NOTHING")
        .param("user", user)
        .param("id", conversation)
        .update();
    return jdbc.sql(
                "INSERT INTO conversation_member (conversation_id, user_id, role) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING")
            .params(conversation, user, role)
            .update()
        > 0;
  }

  /** Those of a project that somebody is a member of, each held until the commit. */
  List<Conversation> lockOfProjectMember(UUID project, UUID user) {
    return jdbc.sql(
            COLUMNS
                + FROM
                + """
                 WHERE c.project_id = :project AND EXISTS (
                   SELECT 1 FROM conversation_member m
                   WHERE m.conversation_id = c.id AND m.user_id = :user)
                 ORDER BY c.id FOR NO KEY UPDATE OF c
                """)
        .param("project", project)
        .param("user", user)
        .query(this::conversation)
        .list();
  }

  void setOwner(UUID conversation, UUID owner, Instant now) {
    caches.changed(conversation);
    jdbc.sql("UPDATE conversation SET owner_id = ?, updated_at = ? WHERE id = ?")
        .params(owner, Timestamp.from(now), conversation)
        .update();
    jdbc.sql(
            "UPDATE conversation_member SET role = CASE user_id WHEN :owner THEN 'owner' ELSE"
                + " 'member' END WHERE conversation_id = :id")
        .param("owner", owner)
        .param("id", conversation)
        .update();
  }

  void expelMember(UUID conversation, UUID user) {
    caches.readerChanged(conversation, user);
    jdbc.sql("DELETE FROM conversation_member WHERE conversation_id = ? AND user_id = ?")
        .params(conversation, user)
        .update();
  }

  boolean removeMember(UUID conversation, UUID user) {
    caches.readerChanged(conversation, user);
    return jdbc.sql(
                "DELETE FROM conversation_member WHERE conversation_id = ? AND user_id = ?"
                    + " AND role <> 'owner'")
            .params(conversation, user)
            .update()
        > 0;
  }

  Listing<Member> members(UUID conversation, UUID user, ListRequest request) {
    return lists.read(MEMBERS.seenBy(user).with("conversation", conversation), request);
  }

  Conversation conversation(ResultSet row, int number) throws SQLException {
    return new Conversation(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("title"),
        Objects.requireNonNull(row.getObject("owner_id", UUID.class)),
        row.getObject("project_id", UUID.class),
        row.getObject("character_id", UUID.class),
        Visibility.of(row.getString("visibility")),
        row.getBoolean("archived"),
        row.getString("source"),
        Metadata.stored(row.getString("metadata"), json),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getLong("last_seq"),
        row.getLong("last_read_seq"),
        Math.max(0, row.getLong("last_seq") - row.getLong("last_read_seq")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
