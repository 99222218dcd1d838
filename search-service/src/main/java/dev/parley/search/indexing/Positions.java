package dev.parley.search.indexing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers what is written, in the order in which it becomes visible: whoever has taken one holds
 * the row until the transaction ends.
 */
@Component
class Positions {
  private final JdbcClient jdbc;

  Positions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** To be taken before anything that is stamped with it is written. */
  long next() {
    return jdbc.sql("UPDATE position SET value = value + 1 RETURNING value")
        .query(Long.class)
        .single();
  }
}
