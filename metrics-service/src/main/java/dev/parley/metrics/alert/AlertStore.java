package dev.parley.metrics.alert;

import static java.util.Objects.requireNonNull;

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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AlertStore {

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ListSql<Alert> newest =
      new ListSql<>(
          "alerts",
          "SELECT a.*",
          "FROM alert a",
          "true",
          ListOrder.descending(ListKey.time("a.pending_at"), ListKey.uuid("a.id")),
          AlertStore::alert);

  AlertStore(JdbcClient jdbc, Lists lists) {
    this.jdbc = jdbc;
    this.lists = lists;
  }

  Listing<Alert> list(Alert.@Nullable State state, ListRequest request, UUID reader) {
    return lists.read(
        newest
            .seenBy(reader)
            .filter("state", state == null ? null : state.stored(), "a.state = :state"),
        request);
  }

  Optional<Alert> open(UUID rule) {
    return jdbc.sql("SELECT * FROM alert WHERE rule_id = ? AND state <> 'resolved' FOR UPDATE")
        .param(rule)
        .query(AlertStore::alert)
        .optional();
  }

  /** Alerts before then that are over. */
  int forget(Instant before) {
    return jdbc.sql("DELETE FROM alert WHERE state = 'resolved' AND resolved_at < ?")
        .param(Timestamp.from(before))
        .update();
  }

  void delete(Alert alert) {
    jdbc.sql("DELETE FROM alert WHERE id = ?").param(alert.id()).update();
  }

  /** What is only pending and was last looked at before then. */
  void forgetUnwatched(Instant before) {
    jdbc.sql("DELETE FROM alert WHERE state = 'pending' AND seen_at < ?")
        .param(Timestamp.from(before))
        .update();
  }

  void save(Alert alert, Instant seenAt) {
    jdbc.sql(
            """
            INSERT INTO alert (id, rule_id, rule, metric, service, comparison, threshold, severity,
                               state, value, worst, pending_at, fired_at, resolved_at, seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, value = EXCLUDED.value,
              worst = EXCLUDED.worst, fired_at = EXCLUDED.fired_at,
              resolved_at = EXCLUDED.resolved_at, seen_at = EXCLUDED.seen_at
            """)
        .params(
            alert.id(),
            alert.ruleId(),
            alert.rule(),
            alert.metric().stored(),
            alert.service(),
            alert.comparison().stored(),
            alert.threshold(),
            alert.severity().stored(),
            alert.state().stored(),
            alert.value(),
            alert.worst(),
            Timestamp.from(alert.pendingAt()),
            timestamp(alert.firedAt()),
            timestamp(alert.resolvedAt()),
            Timestamp.from(seenAt))
        .update();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static Alert alert(ResultSet row, int number) throws SQLException {
    return new Alert(
        requireNonNull(row.getObject("id", UUID.class)),
        requireNonNull(row.getObject("rule_id", UUID.class)),
        row.getString("rule"),
        AlertMetric.of(row.getString("metric")),
        row.getString("service"),
        Comparison.of(row.getString("comparison")),
        row.getDouble("threshold"),
        Severity.of(row.getString("severity")),
        Alert.State.of(row.getString("state")),
        row.getDouble("value"),
        row.getDouble("worst"),
        row.getTimestamp("pending_at").toInstant(),
        instant(row.getTimestamp("fired_at")),
        instant(row.getTimestamp("resolved_at")));
  }
}
