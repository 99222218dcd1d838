package dev.parley.chat.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;

/** What admins have set. Every write tells all instances, when it commits. */
@Repository
class SettingStore {

  /** After the schema's name: schemas of one database do not hear each other. */
  static final String CHANNEL = "settings";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  SettingStore(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  SettingStore over(Connection connection) {
    return new SettingStore(
        JdbcClient.create(new SingleConnectionDataSource(connection, true)), json);
  }

  record Row(String key, JsonNode value, Instant updatedAt, UUID updatedBy) {}

  /** One change after the other, so that their events have an order. */
  void lock() {
    jdbc.sql("LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE").update();
  }

  Map<String, Row> all() {
    return jdbc
        .sql("SELECT key, value, updated_at, updated_by FROM setting")
        .query(
            (row, n) ->
                new Row(
                    row.getString(1),
                    read(row.getString(2)),
                    row.getTimestamp(3).toInstant(),
                    Objects.requireNonNull(row.getObject(4, UUID.class))))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Row::key, row -> row));
  }

  void put(Row row) {
    jdbc.sql(
            "INSERT INTO setting (key, value, updated_at, updated_by) VALUES (?, ?::jsonb, ?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value,"
                + " updated_at = excluded.updated_at, updated_by = excluded.updated_by")
        .params(row.key(), row.value().toString(), Timestamp.from(row.updatedAt()), row.updatedBy())
        .update();
    announce();
  }

  boolean delete(String key) {
    boolean deleted = jdbc.sql("DELETE FROM setting WHERE key = ?").param(key).update() > 0;
    if (deleted) {
      announce();
    }
    return deleted;
  }

  private void announce() {
    jdbc.sql("SELECT pg_notify(current_schema() || '.' || ?, '')").param(CHANNEL).query(row -> {});
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb holds JSON", e);
    }
  }
}
