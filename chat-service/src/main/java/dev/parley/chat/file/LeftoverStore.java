package dev.parley.chat.file;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Bytes in the storage that belong to no file. An id is here or in {@code file}, and moves from one
 * to the other in one transaction.
 */
@Repository
class LeftoverStore {

  private final JdbcClient jdbc;

  LeftoverStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it was not there already. */
  boolean add(UUID id, Instant dueAt) {
    return jdbc.sql(
                "INSERT INTO file_leftover (file_id, due_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .params(id, Timestamp.from(dueAt))
            .update()
        > 0;
  }

  /** They belong to a file now. Whether nobody has begun to remove them. */
  boolean keep(UUID id) {
    return jdbc.sql("DELETE FROM file_leftover WHERE file_id = ? AND attempts = 0")
            .param(id)
            .update()
        > 0;
  }

  /** From here on they can only be removed. Whether they belong to no file. */
  boolean condemn(UUID id, Instant nextTry) {
    return jdbc.sql(
                "UPDATE file_leftover SET attempts = attempts + 1, due_at = ? WHERE file_id = ?")
            .params(Timestamp.from(nextTry), id)
            .update()
        > 0;
  }

  /** Those that are due; each is tried later and later. */
  List<UUID> condemnDue(Instant now, Duration pause, int most) {
    return jdbc.sql(
            """
            UPDATE file_leftover
            SET due_at = CAST(:now AS timestamptz) + least(attempts + 1, 60) * make_interval(secs => :pause),
                attempts = attempts + 1
            WHERE file_id IN (
              SELECT file_id FROM file_leftover WHERE due_at <= :now
              ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING file_id
            """)
        .param("now", Timestamp.from(now))
        .param("pause", (double) pause.toSeconds())
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  /**
   * What was uploaded for no conversation and never sent with a message is no file any more: none
   * but its owner could ever read it.
   *
   * @return how many there were, at most so many at once
   */
  int abandon(Instant uploadedBefore, Instant now, int most) {
    return jdbc.sql(
            """
            WITH gone AS (
              DELETE FROM file WHERE id IN (
                SELECT id FROM file
                WHERE message_id IS NULL AND conversation_id IS NULL AND created_at < :before
                ORDER BY created_at LIMIT :most FOR UPDATE SKIP LOCKED)
              RETURNING id)
            INSERT INTO file_leftover (file_id, due_at) SELECT id, :now FROM gone
            """)
        .param("before", Timestamp.from(uploadedBefore))
        .param("now", Timestamp.from(now))
        .param("most", most)
        .update();
  }

  void forget(UUID id) {
    jdbc.sql("DELETE FROM file_leftover WHERE file_id = ?").param(id).update();
  }
}
