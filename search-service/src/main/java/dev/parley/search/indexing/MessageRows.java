package dev.parley.search.indexing;

import dev.parley.search.indexing.ChatEvent.MessageEdited;
import dev.parley.search.indexing.ChatEvent.MessagePosted;
import dev.parley.search.text.PlainText;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code message}. */
@Component
class MessageRows {
  private static final String ADD =
      """
      INSERT INTO message (id, conversation_id, seq, author_id, author_username,
                           author_display_name, role, content, created_at)
      SELECT id, conversation_id, seq, author_id, author_username,
             author_display_name, role, content, created_at
        FROM unnest(:ids::uuid[], :conversations::uuid[], :seqs, :authors::uuid[], :usernames,
                    :names, :roles, :contents, :created::timestamptz[])
          AS arrived(id, conversation_id, seq, author_id, author_username,
                     author_display_name, role, content, created_at)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String EDIT =
      """
      UPDATE message SET content = edited.content
        FROM unnest(:ids::uuid[], :contents) AS edited(id, content)
       WHERE message.id = edited.id
      """;

  private final JdbcClient jdbc;

  MessageRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void edit(Collection<MessageEdited> messages) {
    if (messages.isEmpty()) {
      return;
    }
    var columns = new Columns<>(messages);
    jdbc.sql(EDIT)
        .param("ids", columns.ids(MessageEdited::id))
        .param("contents", columns.texts(m -> PlainText.of(m.content())))
        .update();
  }

  void remove(Collection<UUID> messages) {
    if (!messages.isEmpty()) {
      jdbc.sql("DELETE FROM message WHERE id IN (:ids)").param("ids", messages).update();
    }
  }

  void add(Collection<MessagePosted> messages) {
    if (messages.isEmpty()) {
      return;
    }
    var columns = new Columns<>(messages);
    jdbc.sql(ADD)
        .param("ids", columns.ids(MessagePosted::id))
        .param("conversations", columns.ids(MessagePosted::conversationId))
        .param("seqs", columns.numbers(MessagePosted::seq))
        .param("authors", columns.ids(m -> m.author().id()))
        .param("usernames", columns.texts(m -> PlainText.of(m.author().username())))
        .param("names", columns.texts(m -> PlainText.of(m.author().displayName())))
        .param("roles", columns.texts(m -> m.role().name().toLowerCase(Locale.ROOT)))
        .param("contents", columns.texts(m -> PlainText.of(m.content())))
        .param("created", columns.times(MessagePosted::createdAt))
        .update();
  }
}
