package dev.parley.search.indexing;

import dev.parley.search.indexing.ChatEvent.ConversationChanged;
import dev.parley.search.text.PlainText;
import java.util.Collection;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code conversation}. */
@Component
class ConversationRows {
  private static final String PUT =
      """
      INSERT INTO conversation (id, title, owner_id, project_id, visibility, archived, created_at)
      SELECT id, title, owner_id, project_id, visibility, archived, created_at
        FROM unnest(:ids::uuid[], :titles, :owners::uuid[], :projects::uuid[], :visibilities,
                    :archived, :created::timestamptz[])
          AS arrived(id, title, owner_id, project_id, visibility, archived, created_at)
      ON CONFLICT (id) DO UPDATE
         SET title = excluded.title, owner_id = excluded.owner_id, project_id = excluded.project_id,
             visibility = excluded.visibility, archived = excluded.archived
      """;

  private final JdbcClient jdbc;

  ConversationRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(Collection<ConversationChanged> conversations) {
    if (conversations.isEmpty()) {
      return;
    }
    var columns = new Columns<>(conversations);
    jdbc.sql(PUT)
        .param("ids", columns.ids(ConversationChanged::id))
        .param("titles", columns.texts(c -> PlainText.of(c.title())))
        .param("owners", columns.ids(ConversationChanged::ownerId))
        .param("projects", columns.ids(ConversationChanged::projectId))
        .param("visibilities", columns.texts(c -> c.visibility().name().toLowerCase(Locale.ROOT)))
        .param("archived", columns.flags(ConversationChanged::archived))
        .param("created", columns.times(ConversationChanged::createdAt))
        .update();
  }
}
