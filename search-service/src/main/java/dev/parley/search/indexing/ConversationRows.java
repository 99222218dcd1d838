package dev.parley.search.indexing;

import dev.parley.search.indexing.ChatEvent.ConversationChanged;
import dev.parley.search.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code conversation}. */
@Component
class ConversationRows {

  /** What is known of one before it changes; whatever differs has consequences. */
  record Known(UUID id, @Nullable UUID projectId, String visibility, @Nullable String source) {}

  // not by ON CONFLICT alone, which would take a number for each row that is there already
  private static final String ENSURE =
      """
      INSERT INTO conversation (id)
      SELECT DISTINCT id FROM unnest(:ids::uuid[]) AS arrived(id)
       WHERE NOT EXISTS (SELECT FROM conversation known WHERE known.id = arrived.id)
      ON CONFLICT DO NOTHING
      """;

  private static final String PUT =
      """
      UPDATE conversation c
         SET title = arrived.title, owner_id = arrived.owner_id, project_id = arrived.project_id,
             visibility = arrived.visibility, archived = arrived.archived, source = arrived.source,
             metadata = arrived.metadata, created_at = arrived.created_at,
             updated_at = arrived.updated_at, position = :position
        FROM unnest(:ids::uuid[], :titles, :owners::uuid[], :projects::uuid[], :visibilities,
                    :archived, :sources, :metadata::jsonb[], :created::timestamptz[],
                    :updated::timestamptz[])
          AS arrived(id, title, owner_id, project_id, visibility, archived, source, metadata,
                     created_at, updated_at)
       WHERE c.id = arrived.id AND c.updated_at <= arrived.updated_at
      """;

  private final JdbcClient jdbc;

  ConversationRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row for each, if only to have a number. */
  void ensure(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      jdbc.sql(ENSURE).param("ids", new Columns<>(ids).ids(id -> id)).update();
    }
  }

  void touch(Collection<UUID> ids, long position) {
    if (!ids.isEmpty()) {
      jdbc.sql("UPDATE conversation SET touched = :position WHERE id IN (:ids)")
          .param("position", position)
          .param("ids", ids)
          .update();
    }
  }

  /** What they are called is part of what is said of their conversations. */
  void touchAllOf(Collection<UUID> projects, long position) {
    if (!projects.isEmpty()) {
      jdbc.sql("UPDATE conversation SET touched = :position WHERE project_id IN (:ids)")
          .param("position", position)
          .param("ids", projects)
          .update();
    }
  }

  List<Known> known(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql("SELECT id, project_id, visibility, source FROM conversation WHERE id IN (:ids)")
            .param("ids", ids)
            .query(Known.class)
            .list();
  }

  void put(Collection<ConversationChanged> conversations, long position) {
    if (conversations.isEmpty()) {
      return;
    }
    var columns = new Columns<>(conversations);
    jdbc.sql(PUT)
        .param("position", position)
        .param("ids", columns.ids(ConversationChanged::id))
        .param("titles", columns.texts(c -> PlainText.of(c.title())))
        .param("owners", columns.ids(ConversationChanged::ownerId))
        .param("projects", columns.ids(ConversationChanged::projectId))
        .param("visibilities", columns.texts(c -> c.visibility().name().toLowerCase(Locale.ROOT)))
        .param("archived", columns.flags(ConversationChanged::archived))
        .param("sources", columns.texts(c -> plain(c.source())))
        .param("metadata", columns.texts(c -> Metadata.storable(c.metadata())))
        .param("created", columns.times(ConversationChanged::createdAt))
        .param("updated", columns.times(ConversationChanged::updatedAt))
        .update();
  }

  private static @Nullable String plain(@Nullable String text) {
    return text == null ? null : PlainText.of(text);
  }
}
