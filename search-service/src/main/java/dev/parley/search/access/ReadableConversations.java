package dev.parley.search.access;

import dev.parley.platform.security.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a caller may read: conversations they are a member of, those of their projects that are open
 * to the project, and public ones. Asked at query time, so a removal counts from the moment it is
 * indexed.
 */
@Component
public class ReadableConversations {
  private static final String IDS =
      """
      SELECT conversation_id AS id FROM conversation_member WHERE user_id = :reader::uuid
      UNION
      SELECT c.id FROM project_member p JOIN conversation c USING (project_id)
       WHERE p.user_id = :reader::uuid AND c.visibility = 'project'
      UNION
      SELECT id FROM conversation WHERE visibility = 'public'
      """;

  private static final int FEW = 1_000;

  private final JdbcClient jdbc;

  ReadableConversations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The values of the parameters in {@link #condition}.
   *
   * @param few the conversations one by one where they are not many, else null. Knowing them lets
   *     PostgreSQL foresee how much there is to look through.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Access(UUID reader, String @Nullable [] few) {}

  public Access by(Caller caller) {
    UUID reader = caller.userId();
    List<String> ids =
        jdbc.sql("SELECT id::text FROM (" + IDS + ") AS readable LIMIT :limit")
            .param("reader", reader)
            .param("limit", FEW + 1)
            .query(String.class)
            .list();
    return new Access(reader, ids.size() > FEW ? null : ids.toArray(String[]::new));
  }

  /**
   * That a column names a conversation that may be read, as SQL with the parameters {@code reader}
   * and {@code few}. One side of it folds away when the statement is planned.
   */
  public static String condition(String column) {
    return """
        (:few::uuid[] IS NOT NULL AND %1$s = ANY (:few::uuid[])
          OR :few::uuid[] IS NULL AND %1$s IN (%2$s))
        """
        .formatted(column, IDS);
  }
}
