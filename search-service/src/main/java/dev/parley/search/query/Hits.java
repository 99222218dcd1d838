package dev.parley.search.query;

import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Match;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Ranking;
import dev.parley.search.query.SearchAnswer.Author;
import dev.parley.search.query.SearchAnswer.Hit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows what was found, as the rows have it now. What has gone since is left out. */
@Component
class Hits {
  private static final String READ =
      """
      SELECT 'MESSAGE' AS kind, m.id, m.conversation_id, m.seq, m.content AS text, m.author_id,
             m.author_username, m.author_display_name, c.title
        FROM message m LEFT JOIN conversation c ON c.id = m.conversation_id
       WHERE m.id = ANY (:messages::uuid[]) AND NOT m.deleted
      UNION ALL
      SELECT 'CONVERSATION', c.id, c.id, NULL, c.title, NULL, NULL, NULL, c.title
        FROM conversation c WHERE c.id = ANY (:conversations::uuid[]) AND c.title IS NOT NULL
      """;

  private record Row(
      UUID conversation,
      @Nullable Long seq,
      String text,
      @Nullable Author author,
      @Nullable String title) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Hits(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  List<Hit> of(List<Match> matches, Order order, Highlighter highlighter) {
    if (matches.isEmpty()) {
      return List.of();
    }
    Map<UUID, Row> rows = new HashMap<>();
    jdbc.sql(READ)
        .param("messages", ids(matches, Kind.MESSAGE))
        .param("conversations", ids(matches, Kind.CONVERSATION))
        .query(
            row -> {
              rows.put(row.getObject("id", UUID.class), read(row));
            });
    return matches.stream()
        .filter(match -> rows.containsKey(match.id()))
        .map(match -> hit(match, order, Objects.requireNonNull(rows.get(match.id())), highlighter))
        .toList();
  }

  private Hit hit(Match match, Order order, Row row, Highlighter highlighter) {
    Snippet snippet = Snippet.of(row.text(), highlighter.in(row.text()));
    return new Hit(
        match.kind(),
        match.id(),
        row.conversation(),
        row.seq(),
        snippet.text(),
        snippet.highlights(),
        snippet.marked(),
        order == Order.RELEVANCE ? Ranking.score(match, clock.instant()) : null,
        match.createdAt(),
        row.author(),
        row.title());
  }

  private static Row read(ResultSet row) throws SQLException {
    boolean message = row.getString("kind").equals("MESSAGE");
    return new Row(
        row.getObject("conversation_id", UUID.class),
        message ? row.getLong("seq") : null,
        row.getString("text"),
        message
            ? new Author(
                row.getObject("author_id", UUID.class),
                row.getString("author_username"),
                row.getString("author_display_name"))
            : null,
        row.getString("title"));
  }

  private static String[] ids(List<Match> matches, Kind kind) {
    return matches.stream()
        .filter(match -> match.kind() == kind)
        .map(match -> match.id().toString())
        .toArray(String[]::new);
  }
}
