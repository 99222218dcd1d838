package dev.parley.search.query;

import dev.parley.search.access.ReadableConversations;

/**
 * The one statement of a search. Of a common word only the newest {@code :candidates} matches are
 * ranked, because ranking reads each of them; text is marked for the rows of the page alone.
 * Filters that are null fold away when the statement is planned.
 */
final class SearchSql {
  private static final String WORDS = "websearch_to_tsquery('parley', translate(:q, '<>', '  '))";
  // cover density, divided by the logarithm of the length, brought into 0..1
  private static final String SCORE = "ts_rank_cd(words, " + WORDS + ", 1|32)";

  static final String FIND =
      """
      WITH message_hit AS (
        SELECT id, conversation_id, created_at, words FROM message
         WHERE :messages AND words @@ %2$s
           AND %1$s
           AND (:conversation::uuid IS NULL OR conversation_id = :conversation::uuid)
           AND (:project::uuid IS NULL OR conversation_id IN
                 (SELECT c.id FROM conversation c WHERE c.project_id = :project::uuid))
           AND (:author::uuid IS NULL OR author_id = :author::uuid)
           AND (:role::text IS NULL OR role = :role::text)
           AND (:from::timestamptz IS NULL OR created_at >= :from::timestamptz)
           AND (:to::timestamptz IS NULL OR created_at < :to::timestamptz)
           AND (:newest::timestamptz IS NULL OR created_at <= :newest::timestamptz)
         ORDER BY created_at DESC, id DESC
         LIMIT :candidates
      ), conversation_hit AS (
        SELECT id, id AS conversation_id, created_at, words FROM conversation
         WHERE :conversations AND words @@ %2$s
           AND %4$s
           AND (:conversation::uuid IS NULL OR id = :conversation::uuid)
           AND (:project::uuid IS NULL OR project_id = :project::uuid)
           AND (:from::timestamptz IS NULL OR created_at >= :from::timestamptz)
           AND (:to::timestamptz IS NULL OR created_at < :to::timestamptz)
           AND (:newest::timestamptz IS NULL OR created_at <= :newest::timestamptz)
         ORDER BY created_at DESC, id DESC
         LIMIT :candidates
      ), hit AS MATERIALIZED (
        SELECT 'MESSAGE' AS kind, id, conversation_id, created_at, %3$s AS score FROM message_hit
        UNION ALL
        SELECT 'CONVERSATION', id, conversation_id, created_at, %3$s FROM conversation_hit
      ), page AS (
        SELECT * FROM hit
         WHERE :score::real IS NULL
            OR (score, created_at, id) < (:score::real, :created::timestamptz, :id::uuid)
         ORDER BY score DESC, created_at DESC, id DESC
         LIMIT :rows
      )
      SELECT found.message_hits, found.conversation_hits, found.newest,
             page.kind, page.id, page.conversation_id, page.created_at, page.score,
             m.seq, m.author_id, m.author_username, m.author_display_name,
             c.title, coalesce(m.content, c.title) AS text,
             ts_headline('parley', translate(coalesce(m.content, c.title), '<>', '  '), %2$s,
                         :marks) AS marked
        FROM (SELECT count(*) FILTER (WHERE kind = 'MESSAGE') AS message_hits,
                     count(*) FILTER (WHERE kind = 'CONVERSATION') AS conversation_hits,
                     max(created_at) AS newest
                FROM hit) AS found
        LEFT JOIN page ON true
        LEFT JOIN message m ON page.kind = 'MESSAGE' AND m.id = page.id
        LEFT JOIN conversation c ON c.id = page.conversation_id
       ORDER BY page.score DESC, page.created_at DESC, page.id DESC
      """
          .formatted(
              ReadableConversations.condition("conversation_id"),
              WORDS,
              SCORE,
              ReadableConversations.condition("id"));

  /** How far the index is, and whether there is a word in the query at all. */
  static final String STATE =
      "SELECT (SELECT max(event_time) FROM progress) AS indexed_at, numnode("
          + WORDS
          + ") > 0 AS has_words";

  /**
   * For this transaction: a deadline; plans made for the query at hand, for a rare word and a
   * common one want different ones; no compiling, which costs more than it saves here.
   */
  static final String SETTINGS =
      """
      SELECT set_config('statement_timeout', :deadline, true),
             set_config('plan_cache_mode', 'force_custom_plan', true),
             set_config('jit', 'off', true)
      """;

  private SearchSql() {}
}
