package dev.parley.chat.project;

import dev.parley.chat.conversation.ConversationCaches;
import dev.parley.chat.conversation.Member;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Projects and who belongs to them. */
@Repository
class ProjectStore {

  static final String COLUMNS =
      """
      SELECT p.id, p.name, p.description, p.owner_id, p.is_active, p.default_conversation_id,
             p.created_at, p.updated_at
      """;
  static final String FROM = "FROM project p";
  static final String MINE =
      "EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.user_id = :user)";

  private static final ListSql<Project> OWN =
      new ListSql<>(
          "projects",
          COLUMNS,
          FROM,
          "p.id IN (SELECT project_id FROM project_member WHERE user_id = :user)",
          ListOrder.descending(ListKey.uuid("p.id")),
          ProjectStore::project);

  private static final ListSql<Member> MEMBERS =
      new ListSql<>(
          "project_members",
          "SELECT m.user_id, a.username, a.display_name, m.role",
          "FROM project_member m JOIN account a ON a.id = m.user_id",
          "m.project_id = :project",
          ListOrder.ascending(ListKey.text("a.username"), ListKey.uuid("a.id")),
          Member::of);

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ConversationCaches caches;

  ProjectStore(JdbcClient jdbc, Lists lists, ConversationCaches caches) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.caches = caches;
  }

  void insert(Project project) {
    jdbc.sql(
            "INSERT INTO project (id, name, description, owner_id, created_at, updated_at)"
                + " VALUES (?, ?, ?, ?, ?, ?)")
        .params(
            project.id(),
            project.name(),
            project.description(),
            project.ownerId(),
            Timestamp.from(project.createdAt()),
            Timestamp.from(project.updatedAt()))
        .update();
  }

  void setDefaultConversation(UUID projectId, UUID conversationId) {
    jdbc.sql("UPDATE project SET default_conversation_id = ? WHERE id = ?")
        .params(conversationId, projectId)
        .update();
  }

  Optional<Project> findForMember(UUID projectId, UUID userId) {
    return jdbc.sql(COLUMNS + FROM + " WHERE " + MINE + " AND p.id = :id")
        .param("user", userId)
        .param("id", projectId)
        .query(ProjectStore::project)
        .optional();
  }

  /** Holds the row until the commit, so that changes of its members have an order. */
  Optional<Project> lockForMember(UUID projectId, UUID userId) {
    return jdbc.sql(COLUMNS + FROM + " WHERE " + MINE + " AND p.id = :id FOR UPDATE OF p")
        .param("user", userId)
        .param("id", projectId)
        .query(ProjectStore::project)
        .optional();
  }

  Listing<Project> listForMember(UUID userId, @Nullable Boolean active, ListRequest request) {
    return lists.read(query(userId, active), request);
  }

  static ListQuery<Project> query(UUID userId, @Nullable Boolean active) {
    return OWN.seenBy(userId).filter("is_active", active, "p.is_active = :is_active");
  }

  void update(Project project) {
    jdbc.sql(
            "UPDATE project SET name = ?, description = ?, owner_id = ?, is_active = ?,"
                + " updated_at = ? WHERE id = ?")
        .params(
            project.name(),
            project.description(),
            project.ownerId(),
            project.isActive(),
            Timestamp.from(project.updatedAt()),
            project.id())
        .update();
  }

  Listing<Member> members(UUID projectId, ListRequest request, UUID reader) {
    return lists.read(MEMBERS.seenBy(reader).with("project", projectId), request);
  }

  /** Who owned it before stays a member. */
  void setOwner(UUID projectId, UUID userId) {
    jdbc.sql(
            "UPDATE project_member SET role = CASE user_id WHEN :owner THEN 'owner' ELSE 'member'"
                + " END WHERE project_id = :id AND (user_id = :owner OR role = 'owner')")
        .param("owner", userId)
        .param("id", projectId)
        .update();
  }

  /** Whether the person was no member before. */
  boolean addMember(UUID projectId, UUID userId, String role) {
    caches.projectMemberChanged(projectId, userId);
    return jdbc.sql(
                "INSERT INTO project_member (project_id, user_id, role) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING")
            .params(projectId, userId, role)
            .update()
        > 0;
  }

  boolean removeMember(UUID projectId, UUID userId) {
    caches.projectMemberChanged(projectId, userId);
    return jdbc.sql(
                "DELETE FROM project_member WHERE project_id = ? AND user_id = ?"
                    + " AND role <> 'owner'")
            .params(projectId, userId)
            .update()
        > 0;
  }

  static Project project(ResultSet row, int number) throws SQLException {
    return new Project(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("description"),
        Objects.requireNonNull(row.getObject("owner_id", UUID.class)),
        row.getBoolean("is_active"),
        row.getObject("default_conversation_id", UUID.class),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
