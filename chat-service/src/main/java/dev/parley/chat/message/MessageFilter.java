package dev.parley.chat.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a conversation are wanted. Those with a tag are found by it, in their order,
 * and the others looked at one by one where there is metadata: each is an index, and no more is
 * read than leads to a page.
 *
 * @param tags all of them
 * @param metadata JSON that theirs must hold
 */
record MessageFilter(List<String> tags, @Nullable String metadata) {

  static final MessageFilter ALL = new MessageFilter(List.of(), null);

  boolean isAll() {
    return tags.isEmpty() && metadata == null;
  }

  /** The newest below {@code :seq}, as what follows a {@code SELECT} from messages {@code m}. */
  String below() {
    return page("<", "DESC");
  }

  /** The oldest above it. */
  String above() {
    return page(">", "ASC");
  }

  /** Beside {@code :id}, {@code :seq} and {@code :limit}. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    if (!tags.isEmpty()) {
      parameters.put("tag", tags.getFirst());
      parameters.put("tags", tags.toArray(String[]::new));
    }
    if (metadata != null) {
      parameters.put("metadata", metadata);
    }
    return parameters;
  }

  private String page(String side, String order) {
    if (isAll()) {
      return " WHERE m.conversation_id = :id AND m.seq %s :seq ORDER BY m.seq %s LIMIT :limit"
          .formatted(side, order);
    }
    return """
         WHERE m.id IN (
          SELECT %s FROM %s
          WHERE p.conversation_id = :id AND p.seq %s :seq%s%s
          ORDER BY p.seq %s LIMIT :limit)
        ORDER BY m.seq %s
        """
        .formatted(
            tags.isEmpty() ? "p.id" : "p.message_id",
            tags.isEmpty() ? "message p" : "message_tag p",
            side,
            tagged(),
            holding(),
            order,
            order);
  }

  private String tagged() {
    return switch (tags.size()) {
      case 0 -> "";
      case 1 -> " AND p.tag = :tag";
      default ->
          """
           AND p.tag = :tag
            AND (SELECT count(*) FROM message_tag t
                 WHERE t.message_id = p.message_id AND t.tag = ANY (:tags)) = cardinality(:tags)\
          """;
    };
  }

  /** That there is any is what the index holds, else it would not be used. */
  private String holding() {
    if (metadata == null) {
      return "";
    }
    return tags.isEmpty()
        ? " AND p.metadata @> :metadata::jsonb AND p.metadata <> '{}'"
        : " AND EXISTS (SELECT 1 FROM message h"
            + " WHERE h.id = p.message_id AND h.metadata @> :metadata::jsonb)";
  }
}
