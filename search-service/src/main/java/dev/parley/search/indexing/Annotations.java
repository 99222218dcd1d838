package dev.parley.search.indexing;

import dev.parley.search.indexing.ChatEvent.Annotated;
import dev.parley.search.indexing.ChatEvent.AnnotationRemoved;
import dev.parley.search.text.PlainText;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code annotation}. */
@Component
class Annotations {
  private static final String PUT =
      """
      INSERT INTO annotation (id, subject_id, content)
      SELECT * FROM unnest(:ids::uuid[], :subjects::uuid[], :contents)
      ON CONFLICT (id) DO UPDATE SET content = excluded.content
      """;

  private final JdbcClient jdbc;

  Annotations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static UUID subject(UUID conversation, @Nullable UUID message) {
    return Objects.requireNonNullElse(message, conversation);
  }

  void put(Collection<Annotated> annotations) {
    if (annotations.isEmpty()) {
      return;
    }
    var columns = new Columns<>(annotations);
    jdbc.sql(PUT)
        .param("ids", columns.ids(Annotated::id))
        .param("subjects", columns.ids(a -> subject(a.conversationId(), a.messageId())))
        .param("contents", columns.texts(a -> PlainText.of(a.content())))
        .update();
  }

  void remove(Collection<AnnotationRemoved> annotations) {
    if (!annotations.isEmpty()) {
      jdbc.sql("DELETE FROM annotation WHERE id IN (:ids)")
          .param("ids", annotations.stream().map(AnnotationRemoved::id).toList())
          .update();
    }
  }
}
