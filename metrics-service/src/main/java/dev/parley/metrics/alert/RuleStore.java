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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RuleStore {

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ListSql<Rule> all =
      new ListSql<>(
          "alert_rules",
          "SELECT r.*",
          "FROM alert_rule r",
          "true",
          ListOrder.ascending(ListKey.time("r.created_at"), ListKey.uuid("r.id")),
          RuleStore::rule);

  RuleStore(JdbcClient jdbc, Lists lists) {
    this.jdbc = jdbc;
    this.lists = lists;
  }

  Listing<Rule> list(ListRequest request, UUID reader) {
    return lists.read(all.seenBy(reader), request);
  }

  /** Locked until the transaction ends: a rule's events leave in the order in which it changed. */
  List<Rule> enabled() {
    return jdbc.sql("SELECT * FROM alert_rule WHERE enabled ORDER BY id FOR UPDATE")
        .query(RuleStore::rule)
        .list();
  }

  Optional<Rule> find(UUID id) {
    return jdbc.sql("SELECT * FROM alert_rule WHERE id = ?")
        .param(id)
        .query(RuleStore::rule)
        .optional();
  }

  Optional<Rule> lock(UUID id) {
    return jdbc.sql("SELECT * FROM alert_rule WHERE id = ? FOR UPDATE")
        .param(id)
        .query(RuleStore::rule)
        .optional();
  }

  int count() {
    return jdbc.sql("SELECT count(*) FROM alert_rule").query(Integer.class).single();
  }

  /** False: there is one with this id. */
  boolean insert(Rule rule) {
    return jdbc.sql(
                """
                INSERT INTO alert_rule (name, metric, service, comparison, threshold, clear_at,
                  for_seconds, severity, enabled, updated_at, id, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(values(rule))
            .param(Timestamp.from(rule.createdAt()))
            .update()
        == 1;
  }

  void update(Rule rule) {
    jdbc.sql(
            """
            UPDATE alert_rule SET name = ?, metric = ?, service = ?, comparison = ?, threshold = ?,
              clear_at = ?, for_seconds = ?, severity = ?, enabled = ?, updated_at = ?
            WHERE id = ?
            """)
        .params(values(rule))
        .update();
  }

  void delete(UUID id) {
    jdbc.sql("DELETE FROM alert_rule WHERE id = ?").param(id).update();
  }

  private static List<Object> values(Rule rule) {
    return List.of(
        rule.name(),
        rule.metric().stored(),
        rule.service(),
        rule.comparison().stored(),
        rule.threshold(),
        rule.clearAt(),
        rule.patience().toSeconds(),
        rule.severity().stored(),
        rule.enabled(),
        Timestamp.from(rule.updatedAt()),
        rule.id());
  }

  private static Rule rule(ResultSet row, int number) throws SQLException {
    return new Rule(
        requireNonNull(row.getObject("id", UUID.class)),
        row.getString("name"),
        AlertMetric.of(row.getString("metric")),
        row.getString("service"),
        Comparison.of(row.getString("comparison")),
        row.getDouble("threshold"),
        row.getDouble("clear_at"),
        Lasting.write(Duration.ofSeconds(row.getInt("for_seconds"))),
        Severity.of(row.getString("severity")),
        row.getBoolean("enabled"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
