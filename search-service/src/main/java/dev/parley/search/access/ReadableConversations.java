package dev.parley.search.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody may read: conversations they are a member of, those of their projects that are open
 * to the project, and public ones. Each search asks whether that has changed, so a removal counts
 * from the moment it is indexed; what it comes to is remembered until it has.
 */
@Component
public class ReadableConversations {
  /** Of the parameter {@code reader}. */
  static final String IDS =
      """
      SELECT c.id, c.number FROM conversation_member m JOIN conversation c ON c.id = m.conversation_id
       WHERE m.user_id = :reader::uuid
      UNION
      SELECT c.id, c.number FROM project_member p JOIN conversation c USING (project_id)
       WHERE p.user_id = :reader::uuid AND c.visibility = 'project'
      UNION
      SELECT id, number FROM conversation WHERE visibility = 'public'
      """;

  private static final String VERSION =
      """
      SELECT coalesce(max(position), 0) FROM access_change
       WHERE scope IN (:reader::uuid, :everybody::uuid)
          OR scope IN (SELECT project_id FROM project_member WHERE user_id = :reader::uuid)
      """;

  private static final int REMEMBERED_BYTES = 16 << 20;

  private final JdbcClient jdbc;
  private final Cache<UUID, Reach> remembered =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .weigher((UUID reader, Reach readable) -> readable.bytes())
          .build();

  ReadableConversations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Reach by(UUID reader) {
    long version = version(reader);
    Reach known = remembered.getIfPresent(reader);
    if (known != null && known.isAsOf(version)) {
      return known;
    }
    // read after the version: it may be newer than that says, which costs reading it once more
    Reach read =
        new Reach(reader, version, Conversations.in(jdbc.sql(IDS).param("reader", reader)));
    remembered.put(reader, read);
    return read;
  }

  private long version(UUID reader) {
    return jdbc.sql(VERSION)
        .param("reader", reader)
        .param("everybody", AccessChanges.EVERYBODY)
        .query(Long.class)
        .single();
  }

  /**
   * That a column names a conversation that may be read, as SQL with the parameters {@code reader}
   * and {@code few}. One side of it folds away when the statement is planned.
   */
  public static String condition(String column) {
    return """
        (:few::uuid[] IS NOT NULL AND %1$s = ANY (:few::uuid[])
          OR :few::uuid[] IS NULL AND %1$s IN (SELECT readable.id FROM (%2$s) AS readable))
        """
        .formatted(column, IDS);
  }
}
