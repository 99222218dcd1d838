package dev.parley.search.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who belongs to which conversation and project, as the events say. */
@Component
public class Memberships {

  /** A step in or out. Of several for one user and group in a batch the last one counts. */
  public record Step(UUID userId, UUID groupId, boolean in) {}

  private final JdbcClient jdbc;

  Memberships(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void ofConversations(Collection<Step> steps) {
    apply("conversation_member", "conversation_id", steps);
  }

  public void ofProjects(Collection<Step> steps) {
    apply("project_member", "project_id", steps);
  }

  private void apply(String table, String group, Collection<Step> steps) {
    record Place(UUID userId, UUID groupId) {}
    Map<Place, Step> last = new LinkedHashMap<>();
    steps.forEach(step -> last.put(new Place(step.userId(), step.groupId()), step));
    var in = last.values().stream().filter(Step::in).toList();
    var out = last.values().stream().filter(step -> !step.in()).toList();
    run(
        """
        INSERT INTO %s (user_id, %s) SELECT * FROM unnest(:users::uuid[], :groups::uuid[]) ON CONFLICT DO NOTHING
        """
            .formatted(table, group),
        in);
    run(
        """
        DELETE FROM %s AS m USING unnest(:users::uuid[], :groups::uuid[]) AS gone(user_id, group_id)
        WHERE m.user_id = gone.user_id AND m.%s = gone.group_id
        """
            .formatted(table, group),
        out);
  }

  private void run(String sql, Collection<Step> steps) {
    if (!steps.isEmpty()) {
      jdbc.sql(sql)
          .param("users", texts(steps, Step::userId))
          .param("groups", texts(steps, Step::groupId))
          .update();
    }
  }

  private static String[] texts(Collection<Step> steps, Function<Step, UUID> column) {
    return steps.stream().map(column).map(UUID::toString).toArray(String[]::new);
  }
}
