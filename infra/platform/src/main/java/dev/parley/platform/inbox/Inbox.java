package dev.parley.platform.inbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which events a consumer has handled. Kafka delivers at least once; remembering an event in the
 * transaction that handles it makes the effect happen exactly once.
 */
public final class Inbox {
  private static final String REMEMBER =
      """
      INSERT INTO inbox (consumer, event_id)
      SELECT ?, event_id FROM (SELECT DISTINCT unnest(?::uuid[]) AS event_id) AS arrived
      ORDER BY event_id
      ON CONFLICT DO NOTHING
      RETURNING event_id
      """;

  private final JdbcOperations jdbc;

  Inbox(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The ids not handled before, remembered from now on if the caller's transaction commits. Waits
   * for another transaction that is just remembering the same id.
   *
   * @param consumer what handles the events; one service may hold several
   */
  public Set<UUID> unseen(String consumer, Collection<UUID> ids) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("events are remembered in the transaction that handles them");
    }
    if (ids.isEmpty()) {
      return Set.of();
    }
    UUID[] arrived = ids.toArray(UUID[]::new);
    return new HashSet<>(
        jdbc.query(
            REMEMBER,
            statement -> {
              statement.setString(1, consumer);
              statement.setArray(2, statement.getConnection().createArrayOf("uuid", arrived));
            },
            (row, number) -> row.getObject(1, UUID.class)));
  }
}
