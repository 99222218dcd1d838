package dev.parley.chat.imports;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who works on which job. A worker holds one by a lease that each step renews; whose lease ran out
 * has lost the job, and finds that out before a step does anything.
 */
@Repository
class JobStore {

  private final JdbcClient jdbc;
  private final ImportProperties properties;

  JobStore(JdbcClient jdbc, ImportProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /**
   * A job that is this worker's now.
   *
   * @param traceParent of the request that brought it
   */
  record Claimed(UUID id, @Nullable String traceParent) {}

  /** The one that nobody works on and that has waited longest for its turn. */
  Optional<Claimed> claim(UUID worker, Instant now) {
    return jdbc.sql(
            """
            UPDATE import_job SET state = 'running', worker = :worker, touched_at = now(),
              lease_until = now() + make_interval(secs => :lease),
              started_at = coalesce(started_at, :now)
            WHERE id = (
              SELECT id FROM import_job
              WHERE state = 'queued'
                OR (state = 'running' AND (lease_until IS NULL OR lease_until < now()))
              ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, trace_parent
            """)
        .param("worker", worker)
        .param("lease", seconds(properties.lease()))
        .param("now", Timestamp.from(now))
        .query(Claimed.class)
        .optional();
  }

  /** A job as its worker finds it, held until the end of the transaction. */
  record Held(UUID id, UUID owner, String source, boolean cancelling, int nextPosition) {}

  /** Empty: it is no longer this worker's. */
  Optional<Held> hold(UUID job, UUID worker) {
    return jdbc.sql(
            """
            UPDATE import_job SET touched_at = now(),
              lease_until = now() + make_interval(secs => :lease)
            WHERE id = :job AND worker = :worker AND state = 'running'
            RETURNING id, owner_id AS owner, source, cancelling, next_position
            """)
        .param("lease", seconds(properties.lease()))
        .param("job", job)
        .param("worker", worker)
        .query(Held.class)
        .optional();
  }

  /** Whoever looks next may go on with it, when others have had their turn. */
  void release(UUID job, UUID worker) {
    jdbc.sql(
            "UPDATE import_job SET worker = NULL, lease_until = NULL, touched_at = now()"
                + " WHERE id = ? AND worker = ? AND state = 'running'")
        .params(job, worker)
        .update();
  }

  boolean othersWait() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM import_job WHERE state = 'queued')")
        .query(Boolean.class)
        .single();
  }

  void advance(UUID job, int nextPosition, int imported, int skipped, long messages) {
    jdbc.sql(
            "UPDATE import_job SET next_position = ?, imported = imported + ?,"
                + " skipped = skipped + ?, messages_done = messages_done + ? WHERE id = ?")
        .params(nextPosition, imported, skipped, messages, job)
        .update();
  }

  void end(UUID job, String state, Instant now) {
    jdbc.sql("UPDATE import_job SET state = ?, finished_at = ?, worker = NULL WHERE id = ?")
        .params(state, Timestamp.from(now), job)
        .update();
  }

  void fail(UUID job, UUID worker, String why, Instant now) {
    jdbc.sql(
            "UPDATE import_job SET state = 'failed', failure = ?, finished_at = ?, worker = NULL"
                + " WHERE id = ? AND worker = ? AND state = 'running'")
        .params(why, Timestamp.from(now), job, worker)
        .update();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
