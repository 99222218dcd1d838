package dev.parley.search.access;

import dev.parley.platform.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may read: conversations they are a member of, those of their projects that are open
 * to the project, and public ones. Asked at query time, so a removal counts from the moment it is
 * indexed.
 */
public final class ReadableConversations {

  /** A subquery of conversation ids; the parameter {@code reader} is what {@link #reader} says. */
  public static final String IDS =
      """
      SELECT conversation_id AS id FROM conversation_member WHERE user_id = :reader::uuid
      UNION
      SELECT c.id FROM project_member p JOIN conversation c USING (project_id)
       WHERE p.user_id = :reader::uuid AND c.visibility = 'project'
      UNION
      SELECT id FROM conversation WHERE visibility = 'public' AND :reader::uuid IS NOT NULL
      """;

  private static final String SERVICE_SCOPE = "ops";

  private ReadableConversations() {}

  /** Nobody, for a service that signed in as itself: conversations are people's. */
  public static @Nullable UUID reader(Caller caller) {
    return caller.hasScope(SERVICE_SCOPE) ? null : caller.userId();
  }
}
