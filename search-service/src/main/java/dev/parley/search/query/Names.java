package dev.parley.search.query;

import dev.parley.search.access.Conversations;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which people and projects are called what, where case does not count; and what is tagged. */
@Component
class Names {
  private static final String AUTHORS =
      """
      SELECT id FROM author
       WHERE lower(username) = lower(:name) OR lower(display_name) = lower(:name)
       ORDER BY lower(username) = lower(:name) DESC LIMIT 100
      """;

  /**
   * A project's name is told when it is made and when it changes. Of those that were made before it
   * was, it is what their first conversation is called, which began with them.
   */
  private static final String PROJECT_NAMES =
      """
      (SELECT id, name FROM project
       UNION ALL
       SELECT c.project_id, c.title FROM conversation c
        WHERE c.project_id IS NOT NULL AND c.title IS NOT NULL
          AND NOT EXISTS (SELECT FROM project p WHERE p.id = c.project_id)
          AND NOT EXISTS (SELECT FROM conversation o
                           WHERE o.project_id = c.project_id
                             AND (o.created_at, o.number) < (c.created_at, c.number)))
      """;

  /** Nobody learns what a project is called that they do not belong to. */
  private static final String OF_THEIRS =
      "id IN (SELECT project_id FROM project_member WHERE user_id = :reader)";

  private final JdbcClient jdbc;

  Names(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Set<UUID> authorsCalled(String name) {
    return new HashSet<>(jdbc.sql(AUTHORS).param("name", name).query(UUID.class).list());
  }

  Set<UUID> projectsCalled(String name, UUID reader) {
    return new HashSet<>(
        jdbc.sql(
                "SELECT id FROM %s AS named WHERE lower(name) = lower(:name) AND %s"
                    .formatted(PROJECT_NAMES, OF_THEIRS))
            .param("name", name)
            .param("reader", reader)
            .query(UUID.class)
            .list());
  }

  Conversations conversationsTagged(String tag) {
    return Conversations.in(
        jdbc.sql("SELECT id, number FROM conversation WHERE tags @> ARRAY[:tag::text]")
            .param("tag", tag));
  }

  Map<String, String> ofAuthors(Collection<String> ids) {
    return of("SELECT id::text, username AS name FROM author WHERE true", ids, Map.of());
  }

  Map<String, String> ofProjects(Collection<String> ids, UUID reader) {
    return of(
        "SELECT id::text, name FROM %s AS named WHERE %s".formatted(PROJECT_NAMES, OF_THEIRS),
        ids,
        Map.of("reader", reader));
  }

  private Map<String, String> of(String select, Collection<String> ids, Map<String, ?> more) {
    Map<String, String> names = new HashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql(select + " AND id = ANY (:ids::uuid[])")
          .params(more)
          .param("ids", ids.toArray(String[]::new))
          .query(
              row -> {
                names.put(row.getString("id"), row.getString("name"));
              });
    }
    return names;
  }
}
