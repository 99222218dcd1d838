package dev.parley.chat.message;

import dev.parley.chat.conversation.Access;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The messages of all conversations that somebody takes part in, as one list: by time, then by
 * conversation and number. Within a conversation time never runs against the numbers (see {@link
 * PostGroup}), so where a place in the list lies is found by halving, and no more rows are read
 * than could be on the page: nothing is sorted, skipped or counted that is not shown.
 */
@Repository
class FlatMessageStore {

  private static final String MINE =
      "WITH mine AS MATERIALIZED (SELECT c.id, c.last_seq FROM conversation c WHERE "
          + Access.TAKES_PART
          + " AND c.last_seq > 0 AND (CAST(:project AS uuid) IS NULL OR c.project_id = :project))";

  /** From the end of each. */
  private static final String FROM_THE_END = ", starts AS (SELECT id, last_seq AS seq FROM mine)";

  /** In each, the last number at or before a place (or strictly before it). */
  private static final String FROM_A_PLACE =
      """
      , starts AS (SELECT mine.id, found.seq FROM mine CROSS JOIN LATERAL (
        WITH RECURSIVE narrowed (low, high) AS (
          SELECT 0::bigint, mine.last_seq + 1
          UNION ALL
          SELECT CASE WHEN probe.below THEN probe.seq ELSE low END,
                 CASE WHEN probe.below THEN high ELSE probe.seq END
          FROM narrowed CROSS JOIN LATERAL (
            SELECT m.seq, (m.created_at, m.conversation_id, m.seq) %s
              (CAST(:at AS timestamptz), CAST(:conversation AS uuid), CAST(:seq AS bigint)) AS below
            FROM message m WHERE m.conversation_id = mine.id AND m.seq = (low + high) / 2) AS probe
          WHERE high - low > 1)
        SELECT low%s AS seq FROM narrowed WHERE high - low = 1) AS found)
      """;

  /** Of the conversations that lead, as many messages as could be asked for. */
  private static final String PICKED =
      """
      , heads AS (
        SELECT starts.id, starts.seq FROM starts CROSS JOIN LATERAL (
          SELECT m.created_at FROM message m
          WHERE m.conversation_id = starts.id AND m.seq = starts.seq LIMIT 1) AS head
        ORDER BY head.created_at %1$s, starts.id %1$s LIMIT :reach),
      picked AS (
        SELECT top.id FROM heads CROSS JOIN LATERAL (
          SELECT m.id, m.created_at, m.seq FROM message m
          WHERE m.conversation_id = heads.id AND m.seq %2$s heads.seq
          ORDER BY m.seq %1$s LIMIT :reach) AS top
        ORDER BY top.created_at %1$s, heads.id %1$s, top.seq %1$s LIMIT :limit OFFSET :offset)
      """;

  private static final String SHOWN =
      MessageStore.COLUMNS
          + " WHERE m.id IN (SELECT id FROM picked)"
          + " ORDER BY m.created_at DESC, m.conversation_id DESC, m.seq DESC";

  private static final String NEWEST = MINE + FROM_THE_END + PICKED.formatted("DESC", "<=") + SHOWN;
  private static final String OLDER =
      MINE + FROM_A_PLACE.formatted("<", "") + PICKED.formatted("DESC", "<=") + SHOWN;
  private static final String NEWER =
      MINE + FROM_A_PLACE.formatted("<=", " + 1") + PICKED.formatted("ASC", ">=") + SHOWN;

  /** Numbers have no gaps, so the last ones add up to how many there are. */
  private static final String TOTAL = MINE + " SELECT coalesce(sum(last_seq), 0)::bigint FROM mine";

  private final JdbcClient jdbc;
  private final MessageStore messages;

  FlatMessageStore(JdbcClient jdbc, MessageStore messages) {
    this.jdbc = jdbc;
    this.messages = messages;
  }

  /** Whose list, and of which project; {@code null}: of all. */
  record Scope(UUID user, @Nullable UUID project) {}

  /** A place in the list: that of a message. */
  record Place(Instant at, UUID conversation, long seq) {}

  long total(Scope scope) {
    return of(TOTAL, scope).query(Long.class).single();
  }

  List<Message> newest(Scope scope, int limit, long offset) {
    return read(of(NEWEST, scope), limit, offset);
  }

  List<Message> olderThan(Place place, Scope scope, int limit) {
    return read(from(place, of(OLDER, scope)), limit, 0);
  }

  /** The nearest ones, the newest first. */
  List<Message> newerThan(Place place, Scope scope, int limit) {
    return read(from(place, of(NEWER, scope)), limit, 0);
  }

  private StatementSpec of(String sql, Scope scope) {
    return jdbc.sql(sql).param("user", scope.user()).param("project", scope.project());
  }

  private static StatementSpec from(Place place, StatementSpec statement) {
    return statement
        .param("at", Timestamp.from(place.at()))
        .param("conversation", place.conversation())
        .param("seq", place.seq());
  }

  private List<Message> read(StatementSpec statement, int limit, long offset) {
    return statement
        .param("limit", limit)
        .param("offset", offset)
        .param("reach", limit + offset)
        .query(messages::message)
        .list();
  }
}
