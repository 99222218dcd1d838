package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that lacks only its number.
 *
 * @param mayBeThere whether an earlier attempt may have stored this id: it is looked for first
 * @param createdAt {@code null}: when it gets its number
 * @param fileIds of files that are sent along
 * @param traceParent of the request that brought it
 */
record NewPost(
    UUID id,
    boolean mayBeThere,
    UUID conversation,
    UUID author,
    String role,
    String content,
    @Nullable UUID replyToId,
    JsonNode metadata,
    @Nullable Instant createdAt,
    Set<UUID> fileIds,
    @Nullable String traceParent) {

  /** As it must be tried once more when nobody knows whether the first attempt was committed. */
  NewPost again() {
    return copy(true, fileIds);
  }

  NewPost with(Set<UUID> files) {
    return copy(mayBeThere, files);
  }

  private NewPost copy(boolean perhapsThere, Set<UUID> files) {
    return new NewPost(
        id,
        perhapsThere,
        conversation,
        author,
        role,
        content,
        replyToId,
        metadata,
        createdAt,
        files,
        traceParent);
  }

  @Override
  public String toString() {
    return "NewPost[%s, %d characters]".formatted(id, content.length());
  }
}
