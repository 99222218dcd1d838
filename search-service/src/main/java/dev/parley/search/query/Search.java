package dev.parley.search.query;

import dev.parley.platform.page.CursorCodec;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import dev.parley.search.access.ReadableConversations;
import dev.parley.search.access.ReadableConversations.Access;
import dev.parley.search.query.SearchAnswer.Hit;
import dev.parley.search.query.SearchAnswer.TotalRelation;
import dev.parley.search.text.PlainText;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds what the caller may read with PostgreSQL's full text search. */
@Component
class Search {
  /** So many of the newest matches of a kind are ranked: some milliseconds' worth. */
  static final int RANKED = 1_000;

  static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final String MARKS =
      "HighlightAll=true, StartSel=\"%s\", StopSel=\"%s\""
          .formatted(PlainText.MARK_START, PlainText.MARK_END);
  private static final String CANCELLED_BY_DEADLINE = "57014";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final CursorCodec cursors;
  private final ReadableConversations conversations;

  Search(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      CursorCodec cursors,
      ReadableConversations conversations) {
    this.jdbc = jdbc;
    this.conversations = conversations;
    this.cursors = cursors;
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
  }

  SearchAnswer find(SearchRequest request, Caller caller) {
    String scope = request.scope(caller.userId());
    String after = request.after();
    Position position = after == null ? null : Position.decode(cursors, scope, after);
    try {
      return Objects.requireNonNull(
          transaction.execute(_ -> find(request, caller, scope, position)));
    } catch (DataAccessException e) {
      throw NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
              && CANCELLED_BY_DEADLINE.equals(sql.getSQLState())
          ? tooSlow()
          : e;
    }
  }

  private SearchAnswer find(
      SearchRequest request, Caller caller, String scope, @Nullable Position position) {
    record State(@Nullable Instant indexedAt, boolean hasWords) {}
    jdbc.sql(SearchSql.SETTINGS)
        .param("deadline", Long.toString(DEADLINE.toMillis()))
        .query((_, _) -> true)
        .single();
    State state =
        jdbc.sql(SearchSql.STATE)
            .param("q", request.q())
            .query((row, _) -> new State(Found.time(row, "indexed_at"), row.getBoolean(2)))
            .single();
    Found found =
        jdbc.sql(SearchSql.FIND)
            .params(parameters(request, conversations.by(caller), position))
            .query(Found::read);
    boolean hasNext = found.hits().size() > request.limit();
    List<Hit> items = hasNext ? found.hits().subList(0, request.limit()) : found.hits();
    Instant newest = position == null ? found.newest() : position.newest();
    return new SearchAnswer(
        items,
        Math.min(found.messages(), RANKED) + Math.min(found.conversations(), RANKED),
        found.messages() > RANKED || found.conversations() > RANKED
            ? TotalRelation.AT_LEAST
            : TotalRelation.EQUAL,
        hasNext && newest != null ? cursor(items.getLast(), newest, scope) : null,
        hasNext,
        Warnings.about(request.q(), state.hasWords()),
        state.indexedAt());
  }

  private String cursor(Hit last, Instant newest, String scope) {
    return new Position(last.score(), last.createdAt(), last.id(), newest).encode(cursors, scope);
  }

  static Map<String, @Nullable Object> parameters(
      SearchRequest request, Access access, @Nullable Position position) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("reader", access.reader());
    values.put("few", access.few());
    values.put("q", request.q());
    values.put("marks", MARKS);
    values.put("messages", request.messages());
    values.put("conversations", request.conversations());
    values.put("conversation", request.conversationId());
    values.put("project", request.projectId());
    values.put("author", request.authorId());
    values.put("role", request.role());
    values.put("from", timestamp(request.from()));
    values.put("to", timestamp(request.to()));
    values.put("candidates", RANKED + 1);
    values.put("rows", request.limit() + 1);
    values.put("score", position == null ? null : position.score());
    values.put("created", position == null ? null : timestamp(position.createdAt()));
    values.put("id", position == null ? null : position.id());
    values.put("newest", position == null ? null : timestamp(position.newest()));
    return values;
  }

  private static @Nullable Object timestamp(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static ProblemException tooSlow() {
    return ProblemException.unavailable(
        "search.too_slow",
        "The search took too long. Narrow it down, for instance by conversation or time.",
        Duration.ofSeconds(2));
  }
}
