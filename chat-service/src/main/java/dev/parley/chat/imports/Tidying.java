package dev.parley.chat.imports;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** Clears away what no job needs any more, in small bites. */
@Repository
class Tidying {

  private static final int BITE = 5_000;

  private final JdbcOperations jdbc;
  private final ImportProperties properties;

  Tidying(JdbcOperations jdbc, ImportProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  void tidy() {
    // its instance died while the body came; a body that still comes touches it with each batch
    jdbc.update(
        "UPDATE import_job SET state = 'discarded'"
            + " WHERE state = 'receiving' AND touched_at < now() - interval '1 hour'");
    jdbc.update(
        "UPDATE import_job SET state = 'discarded' WHERE state IN ('done', 'failed', 'cancelled')"
            + " AND finished_at < now() - make_interval(secs => ?)",
        (double) properties.keep().toSeconds());
    inBites(
        """
        DELETE FROM import_message WHERE ctid = ANY (ARRAY (
          SELECT m.ctid FROM import_message m
          WHERE NOT EXISTS (
            SELECT FROM import_job j
            WHERE j.id = m.import_id AND j.state IN ('receiving', 'queued', 'running'))
          LIMIT ?))
        """);
    inBites(
        """
        DELETE FROM import_record WHERE ctid = ANY (ARRAY (
          SELECT r.ctid FROM import_record r JOIN import_job j ON j.id = r.import_id
          WHERE j.state = 'discarded' LIMIT ?))
        """);
    jdbc.update("DELETE FROM import_job WHERE state = 'discarded'");
  }

  private void inBites(String delete) {
    int gone;
    do {
      gone = jdbc.update(delete, BITE);
    } while (gone == BITE);
  }
}
