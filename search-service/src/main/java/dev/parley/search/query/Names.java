package dev.parley.search.query;

import java.util.BitSet;
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
       WHERE lower(username) = lower(:name) OR lower(display_name) = lower(:name) LIMIT 100
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

  private static final String PROJECTS =
      "SELECT id FROM " + PROJECT_NAMES + " AS named WHERE lower(name) = lower(:name) LIMIT 100";

  private final JdbcClient jdbc;

  Names(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Set<UUID> authorsCalled(String name) {
    return called(AUTHORS, name);
  }

  Set<UUID> projectsCalled(String name) {
    return called(PROJECTS, name);
  }

  /** The numbers of conversations that have a tag. */
  BitSet conversationsTagged(String tag) {
    BitSet numbers = new BitSet();
    jdbc.sql("SELECT number FROM conversation WHERE tags @> ARRAY[:tag::text]")
        .param("tag", tag)
        .query(
            row -> {
              numbers.set(row.getInt("number"));
            });
    return numbers;
  }

  private Set<UUID> called(String sql, String name) {
    return new HashSet<>(jdbc.sql(sql).param("name", name).query(UUID.class).list());
  }

  Map<String, String> ofAuthors(Collection<String> ids) {
    return of("SELECT id::text, username AS name FROM author", ids);
  }

  Map<String, String> ofProjects(Collection<String> ids) {
    return of("SELECT id::text, name FROM " + PROJECT_NAMES + " AS named", ids);
  }

  private Map<String, String> of(String select, Collection<String> ids) {
    Map<String, String> names = new HashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql(select + " WHERE id = ANY (:ids::uuid[])")
          .param("ids", ids.toArray(String[]::new))
          .query(
              row -> {
                names.put(row.getString("id"), row.getString("name"));
              });
    }
    return names;
  }
}
