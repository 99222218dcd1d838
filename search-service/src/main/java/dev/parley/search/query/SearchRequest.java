package dev.parley.search.query;

import dev.parley.search.engine.Facet;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Metadata;
import dev.parley.search.engine.Order;
import dev.parley.search.language.ParsedQuery;
import dev.parley.search.language.Query.Thing;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, checked.
 *
 * @param filters what narrows it down, beside the query
 * @param after cursor of the page before
 * @param atLeast what the answer has to know of
 */
record SearchRequest(
    ParsedQuery parsed,
    Filters filters,
    Order order,
    Set<Facet> facets,
    int limit,
    @Nullable String after,
    @Nullable MinPosition atLeast) {

  /**
   * @param kind null for all
   * @param from earliest time of creation
   * @param to time of creation before which
   */
  record Filters(
      @Nullable Kind kind,
      @Nullable UUID conversationId,
      @Nullable UUID projectId,
      @Nullable UUID authorId,
      @Nullable String role,
      @Nullable String source,
      @Nullable String tag,
      @Nullable Thing has,
      @Nullable Metadata metadata,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * Cursors are bound to this and to who asks: one of another search is refused. However a query is
   * typed it is the same search, so that an answer can be given to all of them, with its cursor.
   */
  String scope(UUID reader) {
    return "search by windows %s %s %s %s"
        .formatted(reader, order, filters, CanonicalQuery.of(parsed.query()));
  }
}
