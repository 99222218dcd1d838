package dev.parley.search.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, checked.
 *
 * @param kind null for all
 * @param from earliest time of creation
 * @param to time of creation before which
 * @param after cursor of the page before
 */
record SearchRequest(
    String q,
    @Nullable Kind kind,
    @Nullable UUID conversationId,
    @Nullable UUID projectId,
    @Nullable UUID authorId,
    @Nullable String role,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit,
    @Nullable String after) {

  /** Whether messages are wanted; author and role are theirs alone. */
  boolean messages() {
    return kind != Kind.CONVERSATION;
  }

  boolean conversations() {
    return kind != Kind.MESSAGE && authorId == null && role == null;
  }

  /** Cursors are bound to this and to who asks: one of another search is refused. */
  String scope(UUID reader) {
    return "search " + List.of(q, filters(), reader.toString());
  }

  private String filters() {
    return "%s %s %s %s %s %s %s"
        .formatted(kind, conversationId, projectId, authorId, role, from, to);
  }
}
