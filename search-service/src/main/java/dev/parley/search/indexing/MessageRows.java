package dev.parley.search.indexing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.search.indexing.ChatEvent.AttachedFile;
import dev.parley.search.indexing.ChatEvent.MessageChanged;
import dev.parley.search.indexing.ChatEvent.MessageDeleted;
import dev.parley.search.text.Analysis;
import dev.parley.search.text.PlainText;
import dev.parley.search.text.Traits;
import dev.parley.search.text.Values;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code message}. */
@Component
class MessageRows {
  private static final String PUT =
      """
      INSERT INTO message (id, conversation_id, seq, author_id, author_username,
                           author_display_name, role, content, created_at, version, metadata,
                           files, extras, words, has_link, has_code, analysis, position)
      SELECT id, conversation_id, seq, author_id, author_username,
             author_display_name, role, content, created_at, version, metadata,
             coalesce(files, ''), extras, words, has_link, has_code, :analysis, :position
        FROM unnest(:ids::uuid[], :conversations::uuid[], :seqs, :authors::uuid[], :usernames,
                    :names, :roles, :contents, :created::timestamptz[], :versions,
                    :metadata::jsonb[], :files, :extras, :words::tsvector[], :links, :codes)
          AS arrived(id, conversation_id, seq, author_id, author_username, author_display_name,
                     role, content, created_at, version, metadata, files, extras, words,
                     has_link, has_code)
      ON CONFLICT (id) DO UPDATE
         SET content = excluded.content, version = excluded.version, metadata = excluded.metadata,
             files = excluded.files, extras = excluded.extras, words = excluded.words,
             has_link = excluded.has_link, has_code = excluded.has_code,
             analysis = excluded.analysis, position = excluded.position
       WHERE message.version < excluded.version AND NOT message.deleted
      """;

  // those that were never heard of are put there as well: their post may come yet
  private static final String BURY =
      """
      INSERT INTO message (id, conversation_id, seq, author_id, author_username,
                           author_display_name, role, content, created_at, deleted, position)
      SELECT id, conversation_id, seq, id, '', '', 'system', '', '-infinity', true, :position
        FROM unnest(:ids::uuid[], :conversations::uuid[], :seqs)
          AS gone(id, conversation_id, seq)
      ON CONFLICT (id) DO UPDATE
         SET content = '', words = '', extras = '', files = '', metadata = '{}', tags = '{}',
             deleted = true, position = excluded.position
       WHERE NOT message.deleted
      """;

  private final JdbcClient jdbc;
  private final Analysis analysis;

  MessageRows(JdbcClient jdbc, Analysis analysis) {
    this.jdbc = jdbc;
    this.analysis = analysis;
  }

  /**
   * @param messages each id once
   */
  void put(Collection<MessageChanged> messages, Vocabulary vocabulary, long position) {
    if (messages.isEmpty()) {
      return;
    }
    record Row(MessageChanged message, String content, Extracted found) {}
    List<Row> rows =
        messages.stream()
            .map(
                m -> {
                  String content = PlainText.of(m.content());
                  String extras = Extracted.extras(files(m), values(m), "", "");
                  return new Row(m, content, Extracted.from(analysis, content, extras));
                })
            .toList();
    rows.forEach(row -> vocabulary.add(row.found().text()));
    var columns = new Columns<>(rows);
    jdbc.sql(PUT)
        .param("analysis", Analysis.VERSION)
        .param("position", position)
        .param("ids", columns.ids(r -> r.message().id()))
        .param("conversations", columns.ids(r -> r.message().conversationId()))
        .param("seqs", columns.numbers(r -> r.message().seq()))
        .param("authors", columns.ids(r -> r.message().author().id()))
        .param("usernames", columns.texts(r -> PlainText.of(r.message().author().username())))
        .param("names", columns.texts(r -> PlainText.of(r.message().author().displayName())))
        .param("roles", columns.texts(r -> r.message().role().name().toLowerCase(Locale.ROOT)))
        .param("contents", columns.texts(Row::content))
        .param("created", columns.times(r -> r.message().createdAt()))
        .param("versions", columns.integers(r -> version(r.message())))
        .param("metadata", columns.texts(r -> Metadata.storable(r.message().metadata())))
        .param("files", columns.texts(r -> files(r.message())))
        .param("extras", columns.texts(r -> r.found().extras()))
        .param("words", columns.texts(r -> r.found().text().tsvector()))
        .param("links", columns.flags(r -> Traits.hasLink(r.content())))
        .param("codes", columns.flags(r -> Traits.hasCode(r.content())))
        .update();
  }

  private static int version(MessageChanged message) {
    return Objects.requireNonNullElse(message.version(), 1);
  }

  private static String values(MessageChanged message) {
    return PlainText.of(
        Values.of(
            Objects.requireNonNullElse(message.metadata(), JsonNodeFactory.instance.nullNode())));
  }

  private static String files(MessageChanged message) {
    return Objects.requireNonNullElse(message.files(), List.<AttachedFile>of()).stream()
        .map(file -> PlainText.of(file.name()).replace('\n', ' '))
        .collect(Collectors.joining("\n"));
  }

  void bury(Collection<MessageDeleted> messages, long position) {
    if (messages.isEmpty()) {
      return;
    }
    var columns = new Columns<>(messages);
    jdbc.sql(BURY)
        .param("position", position)
        .param("ids", columns.ids(MessageDeleted::id))
        .param("conversations", columns.ids(MessageDeleted::conversationId))
        .param("seqs", columns.numbers(MessageDeleted::seq))
        .update();
    jdbc.sql("DELETE FROM annotation WHERE subject_id IN (:ids)")
        .param("ids", messages.stream().map(MessageDeleted::id).toList())
        .update();
  }

  /** Each of a conversation's messages is to be indexed anew: what it belongs to has changed. */
  void touchAllOf(Collection<UUID> conversations, long position) {
    if (!conversations.isEmpty()) {
      jdbc.sql(
              "UPDATE message SET position = :position WHERE conversation_id IN (:ids) AND NOT"
                  + " deleted")
          .param("position", position)
          .param("ids", conversations)
          .update();
    }
  }
}
