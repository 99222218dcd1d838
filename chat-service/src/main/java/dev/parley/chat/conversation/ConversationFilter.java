package dev.parley.chat.conversation;

import dev.parley.platform.page.ListQuery;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations {@code c} of a list are wanted.
 *
 * @param tags all of them
 * @param metadata JSON that theirs must hold
 */
record ConversationFilter(
    @Nullable UUID project,
    @Nullable UUID character,
    @Nullable Visibility visibility,
    @Nullable String source,
    List<String> tags,
    @Nullable String metadata,
    boolean archived,
    boolean unread) {

  ListQuery<Conversation> of(ListQuery<Conversation> all) {
    return all.filter("project_id", project, "c.project_id = :project_id")
        .filter("character_id", character, "c.character_id = :character_id")
        .filter(
            "visibility",
            visibility == null ? null : visibility.wireName(),
            "c.visibility = :visibility")
        .filter("source", source, "c.source = :source")
        .filter(
            "tags",
            tags.isEmpty() ? null : tags.toArray(String[]::new),
            """
            c.id IN (SELECT conversation_id FROM conversation_tag WHERE tag = ANY (:tags)
                     GROUP BY conversation_id HAVING count(*) = cardinality(:tags))
            """)
        // the second half is what the index holds, else it would not be used
        .filter("metadata", metadata, "c.metadata @> :metadata::jsonb AND c.metadata <> '{}'")
        .filter("archived", archived, "c.archived = :archived")
        .filter("unread", unread ? true : null, "c.last_seq > coalesce(mark.seq, 0)");
  }
}
