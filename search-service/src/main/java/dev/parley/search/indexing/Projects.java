package dev.parley.search.indexing;

import dev.parley.search.indexing.ChatEvent.ProjectRenamed;
import dev.parley.search.text.PlainText;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code project}: what projects are called. */
@Component
class Projects {
  private static final String PUT =
      """
      INSERT INTO project (id, name) SELECT * FROM unnest(:ids::uuid[], :names)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name
      """;

  private final JdbcClient jdbc;

  Projects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(Collection<ProjectRenamed> projects) {
    if (!projects.isEmpty()) {
      var columns = new Columns<>(projects);
      jdbc.sql(PUT)
          .param("ids", columns.ids(ProjectRenamed::id))
          .param("names", columns.texts(p -> PlainText.of(p.name())))
          .update();
    }
  }
}
