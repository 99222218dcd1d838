package dev.parley.platform.outbox;

import dev.parley.platform.database.SlowStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Reads and deletes rows of the outbox, prepared once per connection. */
final class OutboxRows {

  /**
   * The oldest rows that are not on their way yet.
   *
   * <p>Ids commit out of order: a row may turn up below those that were read before. Going on after
   * the last id would skip it, and, worse, send a later event of its key first. So the same
   * statement, hence the same snapshot, counts the rows up to the last one read: if there are more
   * than are in flight, a late one is among them and nothing is read until the flight has landed.
   *
   * <p>Rows are bounded in number and in bytes, so that large events cannot fill the memory.
   */
  private static final String READ =
      """
      SELECT id, topic, key, headers, payload FROM (
        SELECT id, topic, key, headers, payload,
          sum(octet_length(payload)) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING)
            - octet_length(payload) AS bytes_before
        FROM (
          SELECT id, topic, key, headers, payload FROM outbox
          WHERE shard = ? AND id > ?
            AND (SELECT count(*) FROM outbox WHERE shard = ? AND id <= ?) = ?
          ORDER BY id LIMIT ?) AS next) AS sized
      WHERE bytes_before < ?
      ORDER BY id
      """;

  /**
   * By id, never by range: a range would take rows along that turned up in it after the reading.
   */
  private static final String DELETE = "DELETE FROM outbox WHERE shard = ? AND id = ANY (?)";

  private static final String OLDEST =
      """
      SELECT shard, (SELECT extract(epoch FROM clock_timestamp() - created_at)
        FROM outbox WHERE outbox.shard = owned.shard ORDER BY id LIMIT 1) AS age
      FROM unnest(?::int[]) AS owned (shard)
      """;

  private final Connection connection;
  private final int batchRows;
  private final long batchBytes;
  private final SlowStatements slow;
  private final PreparedStatement read;
  private final PreparedStatement delete;
  private final PreparedStatement oldest;

  OutboxRows(Connection connection, int batchRows, long batchBytes, SlowStatements slow)
      throws SQLException {
    this.connection = connection;
    this.batchRows = batchRows;
    this.batchBytes = batchBytes;
    this.slow = slow;
    try (Statement settings = connection.createStatement()) {
      // A deletion lost in a crash is an event sent twice, which consumers expect anyway.
      settings.execute("SET synchronous_commit = off");
      // The table is empty when it is planned for, and huge when it matters.
      settings.execute("SET enable_seqscan = off");
      settings.execute("SET enable_bitmapscan = off");
    }
    this.read = connection.prepareStatement(READ);
    this.delete = connection.prepareStatement(DELETE);
    this.oldest = connection.prepareStatement(OLDEST);
  }

  record Page(List<OutboxRow> rows, boolean more) {}

  Page read(int shard, long after, int inFlight) throws SQLException {
    read.setShort(1, (short) shard);
    read.setLong(2, after);
    read.setShort(3, (short) shard);
    read.setLong(4, after);
    read.setLong(5, inFlight);
    read.setInt(6, batchRows);
    read.setLong(7, batchBytes);
    List<OutboxRow> rows = new ArrayList<>();
    long bytes = 0;
    try (ResultSet result = answer(READ, read)) {
      while (result.next()) {
        OutboxRow row =
            new OutboxRow(
                result.getLong(1),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                result.getBytes(5));
        bytes += row.payload().length;
        rows.add(row);
      }
    }
    return new Page(rows, rows.size() == batchRows || bytes >= batchBytes);
  }

  void delete(int shard, long[] ids) throws SQLException {
    delete.setShort(1, (short) shard);
    delete.setArray(2, connection.unwrap(PGConnection.class).createArrayOf("int8", ids));
    long begun = System.nanoTime();
    delete.executeUpdate();
    slow.ended(DELETE, begun);
  }

  private ResultSet answer(String text, PreparedStatement statement) throws SQLException {
    long begun = System.nanoTime();
    ResultSet result = statement.executeQuery();
    slow.ended(text, begun);
    return result;
  }

  record Waiting(int shards, double oldestSeconds) {}

  /** Which of these shards hold rows, and the age of the oldest: one index probe a shard. */
  Waiting waiting(int shards) throws SQLException {
    oldest.setArray(
        1, connection.createArrayOf("int4", Shards.in(shards).boxed().toArray(Integer[]::new)));
    int waiting = 0;
    double age = 0;
    try (ResultSet result = answer(OLDEST, oldest)) {
      while (result.next()) {
        double seconds = result.getDouble(2);
        if (!result.wasNull()) {
          waiting |= Shards.bit(result.getInt(1));
          age = Math.max(age, seconds);
        }
      }
    }
    return new Waiting(waiting, age);
  }
}
