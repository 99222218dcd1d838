package dev.parley.search.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which people and projects are called what. Case does not count. */
@Component
class Names {
  private static final String AUTHORS =
      """
      SELECT id FROM author
       WHERE lower(username) = lower(:name) OR lower(display_name) = lower(:name) LIMIT 100
      """;
  private static final String PROJECTS =
      "SELECT id FROM project WHERE lower(name) = lower(:name) LIMIT 100";

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

  private Set<UUID> called(String sql, String name) {
    return new HashSet<>(jdbc.sql(sql).param("name", name).query(UUID.class).list());
  }

  Map<String, String> ofAuthors(Collection<String> ids) {
    return of("SELECT id::text, username AS name FROM author", ids);
  }

  Map<String, String> ofProjects(Collection<String> ids) {
    return of("SELECT id::text, name FROM project", ids);
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
