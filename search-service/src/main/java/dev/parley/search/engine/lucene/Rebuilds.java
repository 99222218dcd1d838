package dev.parley.search.engine.lucene;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What rebuilds were asked for, and how far this instance is with them. */
final class Rebuilds {
  private static final String TELL =
      """
      INSERT INTO rebuild_state (number, instance, state, progress, updated_at)
      VALUES (:number, :instance, :state, :progress, now())
      ON CONFLICT (number, instance) DO UPDATE
         SET state = excluded.state, progress = excluded.progress, updated_at = excluded.updated_at
      """;

  private final JdbcClient jdbc;
  private final String instance;

  Rebuilds(JdbcClient jdbc, String instance) {
    this.jdbc = jdbc;
    this.instance = instance;
  }

  /** 0 where there is none. */
  int newest() {
    return jdbc.sql("SELECT coalesce(max(number), 0) FROM rebuild").query(Integer.class).single();
  }

  void tell(int number, String state, double progress) {
    if (number > 0) {
      jdbc.sql(TELL)
          .param("number", number)
          .param("instance", instance)
          .param("state", state)
          .param("progress", progress)
          .update();
    }
  }
}
