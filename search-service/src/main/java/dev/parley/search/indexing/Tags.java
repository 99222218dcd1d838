package dev.parley.search.indexing;

import dev.parley.search.text.PlainText;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The column {@code tags} of messages and of conversations. */
@Component
class Tags {

  /** Of several for one subject and tag the last one counts. */
  record Step(UUID subject, String tag, boolean on) {
    Step {
      tag = PlainText.of(tag);
    }
  }

  private static final String OF_MESSAGES = set("message") + " AND NOT s.deleted";
  private static final String OF_CONVERSATIONS = set("conversation");

  private static String set(String table) {
    return """
      UPDATE %s s
         SET tags = ARRAY(SELECT tag FROM unnest(s.tags) AS tag
                          EXCEPT SELECT unnest(step.all_tags)
                          UNION SELECT unnest(step.on_tags)
                          ORDER BY 1)
        FROM (SELECT subject, array_agg(tag) AS all_tags,
                     coalesce(array_agg(tag) FILTER (WHERE is_on), '{}') AS on_tags
                FROM unnest(:subjects::uuid[], :tags, :on) AS given(subject, tag, is_on)
               GROUP BY subject) AS step
       WHERE s.id = step.subject
      """
        .formatted(table);
  }

  private final JdbcClient jdbc;

  Tags(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void ofMessages(Collection<Step> steps) {
    apply(OF_MESSAGES, steps);
  }

  void ofConversations(Collection<Step> steps) {
    apply(OF_CONVERSATIONS, steps);
  }

  private void apply(String sql, Collection<Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    var columns = new Columns<>(steps);
    jdbc.sql(sql)
        .param("subjects", columns.ids(Step::subject))
        .param("tags", columns.texts(Step::tag))
        .param("on", columns.flags(Step::on))
        .update();
  }
}
