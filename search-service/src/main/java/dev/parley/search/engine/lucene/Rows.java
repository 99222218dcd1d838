package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Freshness;
import dev.parley.search.engine.FreshnessOfTables;
import dev.parley.search.engine.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has been written to the tables since, in the order of its positions. */
final class Rows {
  private static final String MESSAGES =
      """
      SELECT m.id, m.position, m.deleted AS gone, c.id AS conversation_id, c.number, m.seq, m.content AS text, m.extras,
             m.created_at, c.project_id, c.source, m.author_id, m.role, m.tags,
             m.files <> '' AS has_file, m.has_link, m.has_code, m.metadata::text AS metadata
        FROM message m JOIN conversation c ON c.id = m.conversation_id
      """
          + since("m");

  private static final String CONVERSATIONS =
      """
      SELECT c.id, c.position, c.title IS NULL AS gone, c.id AS conversation_id, c.number, 0::bigint AS seq, coalesce(c.title, '') AS text,
             c.extras, coalesce(c.created_at, '-infinity') AS created_at, c.project_id, c.source,
             NULL::uuid AS author_id, NULL AS role, c.tags, false AS has_file, false AS has_link,
             false AS has_code, c.metadata::text AS metadata
        FROM conversation c
      """
          + since("c");

  private static String since(String table) {
    return """
         WHERE (%1$s.position, %1$s.id) > (:position, :id::uuid) AND %1$s.position <= :target
         ORDER BY %1$s.position, %1$s.id LIMIT :limit
        """
        .formatted(table);
  }

  private final JdbcClient jdbc;

  Rows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Freshness freshness() {
    return FreshnessOfTables.read(jdbc);
  }

  List<Row> after(Kind kind, Checkpoint.Mark mark, long target, int limit) {
    return jdbc.sql(kind == Kind.MESSAGE ? MESSAGES : CONVERSATIONS)
        .param("position", mark.position())
        .param("id", mark.id())
        .param("target", target)
        .param("limit", limit)
        .query((row, _) -> read(kind, row))
        .list();
  }

  private static Row read(Kind kind, ResultSet row) throws SQLException {
    return new Row(
        kind,
        row.getObject("id", UUID.class),
        row.getLong("position"),
        row.getBoolean("gone"),
        row.getObject("conversation_id", UUID.class),
        row.getInt("number"),
        row.getLong("seq"),
        row.getString("text"),
        row.getString("extras"),
        createdAt(row),
        row.getObject("project_id", UUID.class),
        row.getString("source"),
        row.getObject("author_id", UUID.class),
        row.getString("role"),
        List.of((String[]) row.getArray("tags").getArray()),
        has(row),
        row.getString("metadata"));
  }

  /** Rows that are gone have none. */
  private static Instant createdAt(ResultSet row) throws SQLException {
    return row.getBoolean("gone")
        ? Instant.EPOCH
        : row.getObject("created_at", OffsetDateTime.class).toInstant();
  }

  private static List<String> has(ResultSet row) throws SQLException {
    List<String> has = new ArrayList<>(3);
    for (String thing : List.of("file", "link", "code")) {
      if (row.getBoolean("has_" + thing)) {
        has.add(thing);
      }
    }
    return has;
  }
}
