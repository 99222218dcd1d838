package dev.parley.search.indexing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.search.text.Analysis;
import dev.parley.search.text.PlainText;
import dev.parley.search.text.Traits;
import dev.parley.search.text.Values;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Messages and conversations whose words do not come from one event alone: they have tags and
 * annotations, too. What they are found by is put together from their row.
 */
@Component
class Subjects {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String READ =
      """
      SELECT s.id, %s AS content, s.metadata::text AS metadata, %s AS files,
             array_to_string(s.tags, ' ') AS tags,
             (SELECT string_agg(a.content, E'\\n' ORDER BY a.id) FROM annotation a
               WHERE a.subject_id = s.id) AS notes
        FROM %s s WHERE s.id IN (:ids)
      """;
  private static final String READ_MESSAGES = READ.formatted("s.content", "s.files", "message");
  private static final String READ_CONVERSATIONS =
      READ.formatted("coalesce(s.title, '')", "''", "conversation");

  private static String write(String table) {
    return """
      UPDATE %s s
         SET extras = made.extras, words = made.words, analysis = :analysis, position = :position%s
        FROM unnest(:ids::uuid[], :extras, :words::tsvector[], :links, :codes)
          AS made(id, extras, words, has_link, has_code)
       WHERE s.id = made.id
      """
        .formatted(
            table,
            table.equals("message") ? ", has_link = made.has_link, has_code = made.has_code" : "");
  }

  private record Row(
      UUID id,
      String content,
      String metadata,
      String files,
      String tags,
      @Nullable String notes) {}

  private final JdbcClient jdbc;
  private final Analysis analysis;

  Subjects(JdbcClient jdbc, Analysis analysis) {
    this.jdbc = jdbc;
    this.analysis = analysis;
  }

  void refreshMessages(Collection<UUID> ids, Vocabulary vocabulary, long position) {
    refresh("message", READ_MESSAGES, ids, vocabulary, position);
  }

  void refreshConversations(Collection<UUID> ids, Vocabulary vocabulary, long position) {
    refresh("conversation", READ_CONVERSATIONS, ids, vocabulary, position);
  }

  private void refresh(
      String table, String read, Collection<UUID> ids, Vocabulary vocabulary, long position) {
    if (ids.isEmpty()) {
      return;
    }
    record Made(UUID id, String content, Extracted found) {}
    List<Made> made =
        jdbc.sql(read).param("ids", ids).query(Row.class).list().stream()
            .map(row -> new Made(row.id(), row.content(), extracted(row)))
            .toList();
    made.forEach(m -> vocabulary.add(m.found().text()));
    var columns = new Columns<>(made);
    jdbc.sql(write(table))
        .param("analysis", Analysis.VERSION)
        .param("position", position)
        .param("ids", columns.ids(Made::id))
        .param("extras", columns.texts(m -> m.found().extras()))
        .param("words", columns.texts(m -> m.found().text().tsvector()))
        .param("links", columns.flags(m -> Traits.hasLink(m.content())))
        .param("codes", columns.flags(m -> Traits.hasCode(m.content())))
        .update();
  }

  private Extracted extracted(Row row) {
    String notes = row.notes();
    return Extracted.from(
        analysis,
        row.content(),
        Extracted.extras(
            row.files(),
            PlainText.of(Values.of(json(row.metadata()))),
            row.tags(),
            notes == null ? "" : notes));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL's JSON is JSON", e);
    }
  }
}
