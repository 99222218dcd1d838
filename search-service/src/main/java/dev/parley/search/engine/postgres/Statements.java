package dev.parley.search.engine.postgres;

import dev.parley.search.engine.Facet;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Ranking;
import dev.parley.search.engine.Window;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The statements of a search. */
final class Statements {
  /** So many values of a facet are told. */
  private static final int VALUES = 20;

  /**
   * For this transaction: a deadline; plans made for the query at hand, for a rare word and a
   * common one want different ones; no compiling, which costs more than it saves here; words that
   * have a fifth of their trigrams in common may be the same one misspelt.
   */
  static final String SETTINGS =
      """
      SELECT set_config('statement_timeout', :deadline, true),
             set_config('plan_cache_mode', 'force_custom_plan', true),
             set_config('jit', 'off', true),
             set_config('pg_trgm.similarity_threshold', '0.2', true)
      """;

  static final String EXACTLY = "ORDER BY created_at DESC, id DESC LIMIT :candidates";

  /** And all of the last moment: what is older is then of another {@link Window}. */
  static final String WITH_THEIR_LIKE =
      "ORDER BY created_at DESC FETCH FIRST :candidates ROWS WITH TIES";

  private Statements() {}

  /**
   * Only the newest are looked at further: ranking reads each of them.
   *
   * @param newest how they are taken: {@link #EXACTLY} or {@link #WITH_THEIR_LIKE}
   */
  static String hits(String ofMessages, String ofConversations, String newest, String fit) {
    return """
        WITH message_hit AS (
          SELECT id, conversation_id, author_id, role, tags, created_at, words FROM message
           WHERE NOT deleted AND %1$s
           %3$s
        ), conversation_hit AS (
          SELECT id, tags, created_at, words FROM conversation
           WHERE title IS NOT NULL AND %2$s
           %3$s
        ), hit AS MATERIALIZED (
          SELECT 'MESSAGE' AS kind, id, conversation_id, author_id, role, tags, created_at,
                 %4$s AS fit FROM message_hit
          UNION ALL
          SELECT 'CONVERSATION', id, id, NULL, NULL, tags, created_at, %4$s FROM conversation_hit
        )
        """
        .formatted(ofMessages, ofConversations, newest, fit);
  }

  /**
   * The rank is {@link Ranking#of}.
   *
   * @param facets are counted in the same hits, to find them once
   */
  static String page(String hits, String behind, Order order, Collection<Facet> facets) {
    String rank =
        "ln(greatest(fit, %s))/ln(2::float8) + CASE kind WHEN 'CONVERSATION' THEN %s ELSE 0 END + extract(epoch FROM created_at)::float8 * 1000 / %s"
            .formatted(Ranking.LEAST, Ranking.TITLE_BONUS, Ranking.HALVING);
    return """
        %s, there AS MATERIALIZED (
          SELECT count(*) AS total, max(created_at) AS newest,
                 greatest(%s, %s) AS oldest FROM hit
        ), ranked AS (
          SELECT kind, id, created_at, %s AS rank FROM hit
           WHERE created_at >= coalesce((SELECT oldest FROM there), '-infinity')
        )
        SELECT kind, id, created_at, rank, total, newest, oldest, %s AS facets
          FROM ranked, there
         WHERE %s
         ORDER BY %s created_at DESC, id DESC
         LIMIT :rows
        """
        .formatted(
            hits,
            oldest(Kind.MESSAGE),
            oldest(Kind.CONVERSATION),
            rank,
            counted(facets),
            behind,
            order == Order.RELEVANCE ? "rank DESC," : "");
  }

  /** Null where no more of the kind are to be had. */
  private static String oldest(Kind kind) {
    return "CASE WHEN count(*) FILTER (WHERE kind = '%1$s') >= :candidates THEN min(created_at) FILTER (WHERE kind = '%1$s') END"
        .formatted(kind);
  }

  /** Of all hits, without a page of them. */
  static String facets(String hits, Collection<Facet> facets) {
    return hits + "SELECT " + counted(facets) + " AS facets";
  }

  private static String counted(Collection<Facet> facets) {
    return facets.isEmpty()
        ? "NULL::text[]"
        : "(SELECT array_agg(ARRAY[facet, value, count::text]) FROM (%s) AS counted)"
            .formatted(
                facets.stream()
                    .map(Statements::counted)
                    .collect(Collectors.joining(" UNION ALL ")));
  }

  private static String counted(Facet facet) {
    String values =
        switch (facet) {
          case PROJECT -> ofConversation("project_id");
          case SOURCE -> ofConversation("source");
          case AUTHOR -> "SELECT author_id::text AS value FROM hit";
          case ROLE -> "SELECT role AS value FROM hit";
          case TAG -> "SELECT unnest(tags) AS value FROM hit";
          case MONTH ->
              "SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS value FROM hit";
        };
    return """
        (SELECT '%s' AS facet, value, count(*) AS count FROM (%s) AS %s
          WHERE value IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value LIMIT %d)
        """
        .formatted(facet.name(), values, facet.name().toLowerCase(Locale.ROOT), VALUES);
  }

  private static String ofConversation(String column) {
    return "SELECT c."
        + column
        + "::text AS value FROM hit JOIN conversation c ON c.id = hit.conversation_id";
  }
}
