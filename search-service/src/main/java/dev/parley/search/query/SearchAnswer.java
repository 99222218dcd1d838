package dev.parley.search.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of what was found, best first.
 *
 * @param total how many there are to page through; with {@code gte} there are more matches than are
 *     ranked
 * @param indexedAt time of the newest event in the index; null while it is empty
 */
record SearchAnswer(
    List<Hit> items,
    long total,
    TotalRelation totalRelation,
    @Nullable String nextCursor,
    boolean hasNext,
    List<Warning> warnings,
    @Nullable Instant indexedAt) {

  /**
   * @param seq null for a conversation
   * @param snippet plain text, never markup
   * @param author null for a conversation
   * @param title the conversation's; null where it is not known yet
   */
  record Hit(
      Kind kind,
      UUID id,
      UUID conversationId,
      @Nullable Long seq,
      String snippet,
      List<Highlight> highlights,
      float score,
      Instant createdAt,
      @Nullable Author author,
      @Nullable String title) {}

  record Author(UUID id, String username, String displayName) {}

  /** What in the snippet matched: offsets in UTF-16 code units, the end exclusive. */
  record Highlight(int start, int end) {}

  record Warning(String code, String detail) {}

  enum TotalRelation {
    @JsonProperty("eq")
    EQUAL,
    @JsonProperty("gte")
    AT_LEAST
  }
}
