package dev.parley.metrics.operation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.metrics.operation.Operation.Result;
import dev.parley.metrics.operation.Operation.State;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OperationStore {

  private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};
  private static final TypeReference<List<Result>> RESULTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ObjectMapper json;
  private final ListSql<Operation> newest =
      new ListSql<>(
          "operations",
          "SELECT o.*",
          "FROM operation o",
          "true",
          ListOrder.descending(ListKey.time("o.requested_at"), ListKey.uuid("o.id")),
          this::operation);

  OperationStore(JdbcClient jdbc, Lists lists, ObjectMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  Listing<Operation> list(ListRequest request, UUID reader) {
    return lists.read(newest.seenBy(reader), request);
  }

  Optional<Operation> find(UUID id) {
    return jdbc.sql("SELECT * FROM operation WHERE id = ?")
        .param(id)
        .query(this::operation)
        .optional();
  }

  Optional<UUID> running() {
    return jdbc.sql("SELECT id FROM operation WHERE state = 'running'")
        .query(UUID.class)
        .optional();
  }

  /** False: another one is running. */
  boolean begin(Operation operation) {
    return jdbc.sql(
                """
                INSERT INTO operation (id, kind, parameters, state, requested_by, requester,
                                       requested_at, alive_at)
                VALUES (?, ?, ?::jsonb, 'running', ?, ?, ?, ?)
                ON CONFLICT ((true)) WHERE state = 'running' DO NOTHING
                """)
            .params(
                operation.id(),
                operation.kind().stored(),
                written(operation.parameters()),
                operation.requestedBy(),
                operation.requester(),
                Timestamp.from(operation.requestedAt()),
                Timestamp.from(operation.requestedAt()))
            .update()
        == 1;
  }

  void progress(UUID id, int done, int total, List<Result> results) {
    jdbc.sql("UPDATE operation SET done = ?, total = ?, results = ?::jsonb WHERE id = ?")
        .params(done, total, written(results), id)
        .update();
  }

  void alive(UUID id, Instant now) {
    jdbc.sql("UPDATE operation SET alive_at = ? WHERE id = ? AND state = 'running'")
        .params(Timestamp.from(now), id)
        .update();
  }

  void end(UUID id, State state, @Nullable String detail, Instant now) {
    jdbc.sql(
            """
            UPDATE operation SET state = ?, detail = ?, finished_at = ?
            WHERE id = ? AND state = 'running'
            """)
        .params(state.stored(), detail, Timestamp.from(now), id)
        .update();
  }

  /** Of whoever has been silent since then. */
  void endDead(Instant silentSince, Instant now) {
    jdbc.sql(
            """
            UPDATE operation SET state = 'failed', finished_at = ?,
              detail = 'the instance that did it is gone'
            WHERE state = 'running' AND alive_at < ?
            """)
        .params(Timestamp.from(now), Timestamp.from(silentSince))
        .update();
  }

  private Operation operation(ResultSet row, int number) throws SQLException {
    int total = row.getInt("total");
    State state = State.of(row.getString("state"));
    Timestamp finished = row.getTimestamp("finished_at");
    return new Operation(
        requireNonNull(row.getObject("id", UUID.class)),
        Kind.of(row.getString("kind")),
        read(row.getString("parameters"), PARAMETERS),
        state,
        row.getString("detail"),
        state == State.DONE ? 1 : total == 0 ? 0 : (double) row.getInt("done") / total,
        read(row.getString("results"), RESULTS),
        requireNonNull(row.getObject("requested_by", UUID.class)),
        row.getString("requester"),
        row.getTimestamp("requested_at").toInstant(),
        finished == null ? null : finished.toInstant());
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
