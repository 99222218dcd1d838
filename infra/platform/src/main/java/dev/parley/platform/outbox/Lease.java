package dev.parley.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.IntStream;

/**
 * Which shards this instance owns. Ownership is a session lock of PostgreSQL, held by the very
 * connection that rows are read and deleted on: without the connection there is no ownership, and
 * without ownership nothing can be read.
 */
final class Lease {
  private static final String NAMESPACE =
      "SELECT hashtext(current_schema() || '.outbox') & 2147483647";

  /** The lock after the last shard's is shared by all relays, so that they can count each other. */
  private static final int PRESENCE = Shards.COUNT;

  private static final String ANNOUNCE = "SELECT pg_advisory_lock_shared(?, ?)";
  private static final String COUNT =
      """
      SELECT count(*) FROM pg_locks
      WHERE locktype = 'advisory' AND classid = ?::bigint::oid AND objid = ?::bigint::oid
        AND objsubid = 2 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;
  private static final String ACQUIRE =
      "SELECT shard FROM unnest(?::int[]) AS shard WHERE pg_try_advisory_lock(?, shard) LIMIT ?";
  private static final String RELEASE = "SELECT pg_advisory_unlock(?, ?)";

  private final Connection connection;
  private final int namespace;
  private int owned;

  Lease(Connection connection) throws SQLException {
    this.connection = connection;
    this.namespace = namespace();
    try (PreparedStatement announce = connection.prepareStatement(ANNOUNCE)) {
      announce.setInt(1, namespace);
      announce.setInt(2, PRESENCE);
      announce.execute();
    }
  }

  /** A mask of {@link Shards}. */
  int owned() {
    return owned;
  }

  /** As many shards as are due to each of the relays that live now. */
  int fairShare() throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setInt(1, namespace);
      count.setInt(2, PRESENCE);
      try (ResultSet result = count.executeQuery()) {
        result.next();
        return Math.ceilDiv(Shards.COUNT, Math.max(1, result.getInt(1)));
      }
    }
  }

  /** Takes shards that nobody owns until {@code share} is reached; returns those it got. */
  int acquire(int share) throws SQLException {
    int wanted = share - Integer.bitCount(owned);
    if (wanted <= 0) {
      return 0;
    }
    Integer[] foreign = Shards.in(Shards.ALL & ~owned).boxed().toArray(Integer[]::new);
    int acquired = 0;
    try (PreparedStatement acquire = connection.prepareStatement(ACQUIRE)) {
      acquire.setArray(1, connection.createArrayOf("int4", foreign));
      acquire.setInt(2, namespace);
      acquire.setInt(3, wanted);
      try (ResultSet result = acquire.executeQuery()) {
        while (result.next()) {
          acquired |= Shards.bit(result.getInt(1));
        }
      }
    }
    owned |= acquired;
    return acquired;
  }

  /** Only for a shard with nothing in flight. */
  void release(int shard) throws SQLException {
    owned &= ~Shards.bit(shard);
    try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
      release.setInt(1, namespace);
      release.setInt(2, shard);
      release.execute();
    }
  }

  IntStream shards() {
    return Shards.in(owned);
  }

  private int namespace() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NAMESPACE);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getInt(1);
    }
  }
}
