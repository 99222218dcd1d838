package dev.parley.search.query;

import dev.parley.search.query.SearchAnswer.Author;
import dev.parley.search.query.SearchAnswer.Hit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came back of {@link SearchSql#FIND}.
 *
 * @param hits one more than the page holds, where there is more
 */
record Found(long messages, long conversations, @Nullable Instant newest, List<Hit> hits) {

  static Found read(ResultSet rows) throws SQLException {
    long messages = 0;
    long conversations = 0;
    Instant newest = null;
    List<Hit> hits = new ArrayList<>();
    while (rows.next()) {
      messages = rows.getLong("message_hits");
      conversations = rows.getLong("conversation_hits");
      newest = time(rows, "newest");
      if (rows.getString("kind") != null) {
        hits.add(hit(rows));
      }
    }
    return new Found(messages, conversations, newest, hits);
  }

  private static Hit hit(ResultSet row) throws SQLException {
    Kind kind = Kind.valueOf(row.getString("kind"));
    Snippet snippet = Snippet.of(row.getString("text"), row.getString("marked"));
    return new Hit(
        kind,
        row.getObject("id", UUID.class),
        row.getObject("conversation_id", UUID.class),
        kind == Kind.MESSAGE ? row.getLong("seq") : null,
        snippet.text(),
        snippet.highlights(),
        row.getFloat("score"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        kind == Kind.MESSAGE ? author(row) : null,
        row.getString("title"));
  }

  private static Author author(ResultSet row) throws SQLException {
    return new Author(
        row.getObject("author_id", UUID.class),
        row.getString("author_username"),
        row.getString("author_display_name"));
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
