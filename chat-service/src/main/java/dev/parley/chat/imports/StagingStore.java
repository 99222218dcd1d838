package dev.parley.chat.imports;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventTracing;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What has been received and waits for the job. */
@Repository
class StagingStore {

  private final JdbcOperations jdbc;
  private final EventTracing tracing;

  StagingStore(JdbcOperations jdbc, EventTracing tracing) {
    this.jdbc = jdbc;
    this.tracing = tracing;
  }

  /**
   * Begins, unless the person has as many under way as allowed. Who counts holds the account, so
   * that two at once do not both find room.
   */
  @Transactional
  public boolean begin(UUID id, UUID owner, Instant now, int most) {
    jdbc.queryForList("SELECT id FROM account WHERE id = ? FOR NO KEY UPDATE", UUID.class, owner);
    return jdbc.update(
            """
            INSERT INTO import_job (id, owner_id, state, created_at, trace_parent)
            SELECT ?, ?, 'receiving', ?, ? WHERE ? > (
              SELECT count(*) FROM import_job
              WHERE owner_id = ? AND state IN ('receiving', 'queued', 'running'))
            """,
            id,
            owner,
            Timestamp.from(now),
            tracing.currentHeaders().get(CloudEventHeaders.TRACE_PARENT),
            most,
            owner)
        > 0;
  }

  @Transactional
  public void add(UUID id, List<StagedRecord> records, List<StagedMessage> messages) {
    jdbc.update("UPDATE import_job SET touched_at = now() WHERE id = ?", id);
    if (!records.isEmpty()) {
      addRecords(id, records);
    }
    if (!messages.isEmpty()) {
      addMessages(id, messages);
    }
  }

  private void addRecords(UUID id, List<StagedRecord> records) {
    jdbc.batchUpdate(
        """
        INSERT INTO import_record (import_id, position, external_id, title, metadata, tags,
          created_at, updated_at, digest, messages, verdict, pointer, detail)
        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, decode(?, 'hex'), ?, ?, ?, ?)
        """,
        records,
        records.size(),
        (row, record) -> {
          StagedRecord.Content content = record.content();
          row.setObject(1, id);
          row.setInt(2, record.position());
          row.setString(3, record.externalId());
          row.setString(4, content == null ? null : content.title());
          row.setString(5, content == null ? null : content.metadata());
          row.setArray(
              6,
              content == null
                  ? null
                  : row.getConnection().createArrayOf("text", content.tags().toArray()));
          row.setTimestamp(7, content == null ? null : Timestamp.from(content.createdAt()));
          row.setTimestamp(8, content == null ? null : Timestamp.from(content.updatedAt()));
          row.setString(9, content == null ? null : content.digest());
          row.setInt(10, content == null ? 0 : content.messages());
          row.setString(11, content == null ? "failed" : null);
          row.setString(12, record.pointer());
          row.setString(13, record.detail());
        });
  }

  private void addMessages(UUID id, List<StagedMessage> messages) {
    jdbc.update(
        """
        INSERT INTO import_message (import_id, position, n, role, content, metadata, created_at)
        SELECT ?, position, n, role, content, metadata, created_at
        FROM unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
          AS staged (position, n, role, content, metadata, created_at)
        """,
        id,
        messages.stream().map(StagedMessage::position).toArray(Integer[]::new),
        messages.stream().map(StagedMessage::n).toArray(Integer[]::new),
        messages.stream().map(StagedMessage::role).toArray(String[]::new),
        messages.stream().map(StagedMessage::content).toArray(String[]::new),
        messages.stream().map(StagedMessage::metadata).toArray(String[]::new),
        messages.stream().map(m -> text(m.createdAt())).toArray(String[]::new));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** All is there: the job may begin. */
  void seal(UUID id, String source) {
    jdbc.update(
        """
        UPDATE import_job SET state = 'queued', source = ?, touched_at = now(),
          total = found.total, failed = found.failed, messages = found.messages
        FROM (SELECT count(*) AS total, count(*) FILTER (WHERE verdict = 'failed') AS failed,
                coalesce(sum(messages), 0) AS messages
              FROM import_record WHERE import_id = ?) AS found
        WHERE id = ?
        """,
        source,
        id,
        id);
  }

  /** How much of a body an earlier attempt has put here. */
  enum Found {
    NOT_AT_ALL,
    IN_PART,
    WHOLE
  }

  Found found(UUID id) {
    List<String> states =
        jdbc.queryForList("SELECT state FROM import_job WHERE id = ?", String.class, id);
    return states.isEmpty()
        ? Found.NOT_AT_ALL
        : Set.of("receiving", "discarded").contains(states.getFirst())
            ? Found.IN_PART
            : Found.WHOLE;
  }

  void discard(UUID id) {
    jdbc.update("UPDATE import_job SET state = 'discarded' WHERE id = ?", id);
  }
}
