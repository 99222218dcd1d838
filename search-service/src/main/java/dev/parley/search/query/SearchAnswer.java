package dev.parley.search.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.search.engine.Freshness;
import dev.parley.search.engine.Kind;
import dev.parley.search.language.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of what was found.
 *
 * @param total how many there are, as far as they were counted
 * @param facets of the newest matches; null where none were asked for
 * @param indexedAt time of the newest event in the index; null while it is empty
 * @param position how far the index is
 * @param engine which one answered
 */
record SearchAnswer(
    List<Hit> items,
    long total,
    TotalRelation totalRelation,
    @Nullable Map<String, List<FacetValue>> facets,
    @Nullable String nextCursor,
    boolean hasNext,
    List<Warning> warnings,
    @Nullable Instant indexedAt,
    long position,
    String engine) {

  /** The same, as of now. */
  SearchAnswer asOf(Freshness freshness, List<Warning> more) {
    List<Warning> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new SearchAnswer(
        items,
        total,
        totalRelation,
        facets,
        nextCursor,
        hasNext,
        all,
        freshness.indexedAt(),
        freshness.position(),
        engine);
  }

  /**
   * @param seq null for a conversation
   * @param snippet plain text, never markup
   * @param marked the same as HTML that holds nothing but marks
   * @param score null where the order does not ask how well they fit
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
      String marked,
      @Nullable Double score,
      Instant createdAt,
      @Nullable Author author,
      @Nullable String title) {}

  record Author(UUID id, String username, String displayName) {}

  /**
   * @param value as the filter of this name takes it
   * @param label what people call it; null where that is the value itself or is not known
   */
  record FacetValue(String value, @Nullable String label, long count) {}

  enum TotalRelation {
    @JsonProperty("eq")
    EQUAL,
    @JsonProperty("gte")
    AT_LEAST
  }
}
