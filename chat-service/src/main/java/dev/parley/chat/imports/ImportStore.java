package dev.parley.chat.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.imports.Import.RecordError;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import dev.parley.platform.resource.IfMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people ask about their imports. */
@Repository
class ImportStore {

  private static final TypeReference<List<RecordError>> ERRORS = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      SELECT j.id, j.source, j.state, j.total, j.imported, j.skipped, j.failed, j.messages,
        j.messages_done, j.failure, j.created_at, j.started_at, j.finished_at,
        (SELECT jsonb_agg(jsonb_build_object('pointer', r.pointer, 'detail', r.detail,
                  'external_id', r.external_id) ORDER BY r.position)
         FROM (SELECT position, pointer, detail, external_id FROM import_record
               WHERE import_id = j.id AND verdict = 'failed' ORDER BY position LIMIT 20) r
        ) AS errors
      """;

  private static final String FROM = "FROM import_job j";
  private static final String OWN =
      "j.owner_id = :user AND j.state NOT IN ('receiving', 'discarded')";

  private static final ListSql<ImportRecord> RECORDS =
      new ListSql<>(
          "import records",
          "SELECT r.position, r.external_id, r.verdict, r.conversation_id, r.note, r.pointer,"
              + " r.detail",
          "FROM import_record r JOIN import_job j ON j.id = r.import_id",
          OWN + " AND j.id = :import",
          ListOrder.ascending(ListKey.number("r.position")),
          ImportStore::record);

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ObjectMapper json;
  private final ListSql<Import> own;

  ImportStore(JdbcClient jdbc, Lists lists, ObjectMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
    this.own =
        new ListSql<>(
            "imports",
            COLUMNS,
            FROM,
            OWN,
            ListOrder.descending(ListKey.time("j.created_at"), ListKey.uuid("j.id")),
            this::read);
  }

  Optional<Import> find(UUID id, UUID owner) {
    return one(id, owner, "");
  }

  private Optional<Import> one(UUID id, UUID owner, String locking) {
    return jdbc.sql(COLUMNS + FROM + " WHERE " + OWN + " AND j.id = :id" + locking)
        .param("user", owner)
        .param("id", id)
        .query(this::read)
        .optional();
  }

  Listing<Import> list(UUID owner, ListRequest page) {
    return lists.read(own.seenBy(owner), page);
  }

  Listing<ImportRecord> records(UUID id, UUID owner, @Nullable String verdict, ListRequest page) {
    return lists.read(
        RECORDS.seenBy(owner).with("import", id).filter("verdict", verdict, "r.verdict = :verdict"),
        page);
  }

  /**
   * One that waits ends at once; one that runs ends when its worker has finished the conversation
   * it has in hand.
   *
   * @return whether the person began one with this id
   */
  @Transactional
  public boolean cancel(UUID id, UUID owner, IfMatch seen, Instant now) {
    Optional<Import> present = one(id, owner, " FOR UPDATE OF j");
    present.ifPresent(seen::require);
    present.ifPresent(held -> cancel(held.id(), now));
    return present.isPresent();
  }

  private void cancel(UUID id, Instant now) {
    jdbc.sql(
            """
            UPDATE import_job SET cancelling = true,
              finished_at = CASE state WHEN 'queued' THEN :now::timestamptz END,
              state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END
            WHERE id = :id AND state IN ('queued', 'running')
            """)
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
  }

  private static ImportRecord record(ResultSet row, int number) throws SQLException {
    String pointer = row.getString("pointer");
    return new ImportRecord(
        row.getInt("position"),
        row.getString("external_id"),
        row.getString("verdict"),
        row.getObject("conversation_id", UUID.class),
        row.getString("note"),
        pointer == null ? null : new ImportRecord.RecordFault(pointer, row.getString("detail")));
  }

  private Import read(ResultSet row, int number) throws SQLException {
    String errors = row.getString("errors");
    String state = row.getString("state");
    long messages = row.getLong("messages");
    return new Import(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("source"),
        state,
        row.getInt("total"),
        row.getInt("imported"),
        row.getInt("skipped"),
        row.getInt("failed"),
        state.equals("done")
            ? 1
            : messages == 0 ? 0 : (double) row.getLong("messages_done") / messages,
        row.getString("failure"),
        errors == null ? List.of() : errors(errors),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("finished_at")));
  }

  private List<RecordError> errors(String text) {
    try {
      return json.readValue(text, ERRORS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb holds JSON", e);
    }
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
