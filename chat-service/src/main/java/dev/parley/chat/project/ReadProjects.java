package dev.parley.chat.project;

import dev.parley.chat.conversation.Memberships;
import dev.parley.chat.conversation.Memberships.Membership;
import dev.parley.chat.conversation.Memberships.Question;
import dev.parley.platform.page.Lists;
import dev.parley.platform.page.Lists.Entry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads projects, many at once: one statement, however many are asked for. */
@Repository
public class ReadProjects {

  private final JdbcClient jdbc;
  private final Lists lists;

  ReadProjects(JdbcClient jdbc, Lists lists) {
    this.jdbc = jdbc;
    this.lists = lists;
  }

  /**
   * The list of the person's projects beyond a place.
   *
   * @param active {@code null}: be they active or not
   */
  public List<Entry<Project>> list(
      UUID user, @Nullable Boolean active, @Nullable String cursor, boolean forward, int limit) {
    return lists.entries(ProjectStore.query(user, active), cursor, forward, limit);
  }

  /** Those that the person is a member of; the others are missing. */
  public Map<UUID, Project> byIds(Collection<UUID> ids, UUID user) {
    Map<UUID, Project> found = new HashMap<>();
    jdbc.sql(
            ProjectStore.COLUMNS
                + ProjectStore.FROM
                + " WHERE "
                + ProjectStore.MINE
                + " AND p.id = ANY (:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .param("user", user)
        .query(ProjectStore::project)
        .list()
        .forEach(project -> found.put(project.id(), project));
    return found;
  }

  /** By name, at most this many of each; of projects that the person does not belong to none. */
  public Map<Question, List<Membership>> members(Collection<Question> asked, int limit, UUID user) {
    return Memberships.read(
        jdbc,
        asked,
        limit,
        user,
        "project p",
        "p.id",
        "project_member",
        "project_id",
        ProjectStore.MINE);
  }
}
