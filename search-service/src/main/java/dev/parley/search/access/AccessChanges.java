package dev.parley.search.access;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When what may be read last changed, for a person, for the members of a project, for everybody.
 * What is remembered of a caller's access is good as long as none of theirs has moved.
 */
@Component
public class AccessChanges {
  public static final UUID EVERYBODY = new UUID(0, 0);

  private static final String NOTE =
      """
      INSERT INTO access_change (scope, position)
      SELECT DISTINCT scope, :position::bigint FROM unnest(:scopes::uuid[]) AS arrived(scope)
      ON CONFLICT (scope) DO UPDATE SET position = excluded.position
      """;

  private final JdbcClient jdbc;

  AccessChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param scopes users, projects, or {@link #EVERYBODY}
   */
  public void note(Collection<UUID> scopes, long position) {
    if (!scopes.isEmpty()) {
      jdbc.sql(NOTE)
          .param("scopes", scopes.stream().map(UUID::toString).toArray(String[]::new))
          .param("position", position)
          .update();
    }
  }
}
