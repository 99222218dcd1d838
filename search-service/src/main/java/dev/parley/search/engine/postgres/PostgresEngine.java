package dev.parley.search.engine.postgres;

import dev.parley.search.access.Reach;
import dev.parley.search.access.ReadableConversations;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Found;
import dev.parley.search.engine.Freshness;
import dev.parley.search.engine.FreshnessOfTables;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Match;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.TooSlowException;
import dev.parley.search.engine.Window;
import dev.parley.search.text.EditDistance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds in the rows themselves. Of what matches only the newest are looked at: that many are found
 * quickly both when they are rare, by the index of words, and when they are common, by walking back
 * in time; the planner knows which, from how often the words stand in messages.
 */
@Component
public class PostgresEngine implements Engine {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final String CANCELLED_BY_DEADLINE = "57014";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public PostgresEngine(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Freshness freshness() {
    return FreshnessOfTables.read(jdbc);
  }

  @Override
  public Found find(Question question) {
    return bounded(
        () -> {
          Found found = read(question);
          boolean uncounted = found.facets().isEmpty() && !question.facets().isEmpty();
          return uncounted ? withFacets(question, found) : found;
        });
  }

  /** The statement of a page, and its parameters where they belong. */
  static String page(Question question, Conditions conditions) {
    String hits = hits(question, conditions, question.after());
    Match after = question.after();
    Map<String, @Nullable Object> parameters = conditions.parameters();
    parameters.put("rows", question.limit() + 1);
    String behind = "true";
    if (after != null && question.order() == Order.RELEVANCE) {
      parameters.put("rank", after.rank());
      parameters.put("created", after.createdAt().atOffset(ZoneOffset.UTC));
      parameters.put("id", after.id());
      behind = "(rank, created_at, id) < (:rank::float8, :created::timestamptz, :id::uuid)";
    }
    return Statements.page(
        hits, behind, question.order(), isFurtherBack(question) ? Set.of() : question.facets());
  }

  /** Such a page reads other matches than those that are counted. */
  private static boolean isFurtherBack(Question question) {
    return question.order() == Order.NEWEST && question.after() != null;
  }

  private Found read(Question question) {
    record Row(Match match, int total, Window window, List<FacetRow> facets) {}
    Conditions conditions = new Conditions();
    List<Row> rows =
        jdbc.sql(page(question, conditions))
            .params(conditions.parameters())
            .query(
                (row, number) ->
                    new Row(
                        new Match(
                            Kind.valueOf(row.getString("kind")),
                            row.getObject("id", UUID.class),
                            row.getDouble("rank"),
                            Objects.requireNonNull(time(row, "created_at"))),
                        row.getInt("total"),
                        new Window(time(row, "newest"), time(row, "oldest")),
                        number == 0 ? FacetRow.all(row.getArray("facets")) : List.of()))
            .list();
    int total = rows.isEmpty() ? 0 : rows.getFirst().total();
    boolean counted = !rows.isEmpty() && !isFurtherBack(question);
    return new Found(
        rows.stream().map(Row::match).toList(),
        Math.min(total, Question.COUNTED),
        total > Question.COUNTED,
        rows.isEmpty() ? Window.ALL : rows.getFirst().window(),
        counted ? FacetRow.byFacet(question.facets(), rows.getFirst().facets()) : Map.of());
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private Found withFacets(Question question, Found found) {
    Conditions conditions = new Conditions();
    String sql = Statements.facets(hits(question, conditions, null), question.facets());
    List<FacetRow> rows =
        jdbc.sql(sql)
            .params(conditions.parameters())
            .query((row, _) -> FacetRow.all(row.getArray("facets")))
            .single();
    return new Found(
        found.matches(),
        found.total(),
        found.more(),
        found.window(),
        FacetRow.byFacet(question.facets(), rows));
  }

  /**
   * The newest of each kind that match, as two common table expressions.
   *
   * @param last where the page before ended
   */
  private static String hits(Question question, Conditions conditions, @Nullable Match last) {
    Map<String, @Nullable Object> parameters = conditions.parameters();
    Reach readable = question.readable();
    List<UUID> few = readable.few();
    parameters.put("reader", readable.reader());
    parameters.put(
        "few", few == null ? null : few.stream().map(UUID::toString).toArray(String[]::new));
    Match after = question.order() == Order.NEWEST ? last : null;
    int most =
        after == null ? Math.max(Question.COUNTED, question.limit()) + 1 : question.limit() + 1;
    parameters.put("candidates", most);
    String rest = "true";
    if (after != null) {
      parameters.put("created", after.createdAt().atOffset(ZoneOffset.UTC));
      parameters.put("id", after.id());
      rest = "(created_at, id) < (:created::timestamptz, :id::uuid)";
    }
    rest += within(question.window(), conditions);
    Criterion criterion = question.criterion();
    Optional<String> ranking = TsQuery.ranking(criterion);
    String fit =
        ranking.isEmpty() || question.order() == Order.NEWEST
            ? "1::float8"
            : "ts_rank_cd('{1,1,1,1}', words, %s, 1|32)::float8"
                .formatted(conditions.parameter(ranking.get(), "tsquery"));
    return Statements.hits(
        ReadableConversations.condition("conversation_id")
            + " AND "
            + conditions.of(criterion, Kind.MESSAGE)
            + " AND "
            + rest,
        ReadableConversations.condition("id")
            + " AND "
            + conditions.of(criterion, Kind.CONVERSATION)
            + " AND "
            + rest,
        question.order() == Order.NEWEST ? Statements.EXACTLY : Statements.WITH_THEIR_LIKE,
        fit);
  }

  private static String within(Window window, Conditions conditions) {
    Instant newest = window.newest();
    Instant oldest = window.oldest();
    return (newest == null ? "" : " AND created_at <= " + conditions.time(newest))
        + (oldest == null ? "" : " AND created_at >= " + conditions.time(oldest));
  }

  private <T> T bounded(Supplier<T> work) {
    try {
      return Objects.requireNonNull(
          transaction.execute(
              _ -> {
                jdbc.sql(Statements.SETTINGS)
                    .param("deadline", Long.toString(DEADLINE.toMillis()))
                    .query((_, _) -> true)
                    .single();
                return work.get();
              }));
    } catch (DataAccessException e) {
      throw NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
              && CANCELLED_BY_DEADLINE.equals(sql.getSQLState())
          ? new TooSlowException()
          : e;
    }
  }

  @Override
  public List<String> wordsLike(String word, int distance, int limit) {
    List<String> similar =
        bounded(
            () ->
                jdbc.sql(
                        "SELECT word FROM word WHERE word % :word AND length(word) BETWEEN :least"
                            + " AND :most ORDER BY similarity(word, :word) DESC, word LIMIT 100")
                    .param("word", word)
                    .param("least", word.length() - distance)
                    .param("most", word.length() + distance)
                    .query(String.class)
                    .list());
    List<String> close = new ArrayList<>(similar);
    close.removeIf(other -> other.equals(word) || EditDistance.between(word, other) > distance);
    close.sort(Comparator.comparingInt(other -> EditDistance.between(word, other)));
    return close.subList(0, Math.min(limit, close.size()));
  }
}
