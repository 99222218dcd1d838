package dev.parley.platform.outbox;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventTracing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Events that are to leave with the caller's transaction: they go to Kafka if and only if it
 * commits.
 *
 * <p>Order: events of one partition key arrive in the order of {@code append}, provided that
 * whoever appends holds a row lock for that key (as {@code UPDATE conversation SET last_seq = …}
 * takes) from before the append until the commit. Then a later event of the key gets its row id
 * only after the earlier one has committed, and the relay, which sends by row id, cannot see them
 * the wrong way round. Without such a lock, two transactions may commit in the other order than
 * they appended.
 */
public final class Outbox {
  private static final int LARGEST_EVENT = 900 * 1024;

  private static final String INSERT =
      """
      INSERT INTO outbox (shard, topic, key, headers, payload)
      SELECT shard, topic, key, headers, payload
      FROM unnest(?::smallint[], ?::text[], ?::text[], ?::text[], ?::bytea[])
        WITH ORDINALITY AS event (shard, topic, key, headers, payload, position)
      ORDER BY position
      """;

  private final JdbcOperations jdbc;
  private final EventTracing tracing;
  private final RelayWakeUp wakeUp;

  Outbox(JdbcOperations jdbc, EventTracing tracing, RelayWakeUp wakeUp) {
    this.jdbc = jdbc;
    this.tracing = tracing;
    this.wakeUp = wakeUp;
  }

  public void append(String topic, EventEnvelope... events) {
    append(Arrays.stream(events).map(event -> new OutboxEvent(topic, event)).toList());
  }

  /** One statement, however many events. Each keeps its trace parent, else gets the current one. */
  public void append(List<OutboxEvent> events) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("events are appended in the transaction that causes them");
    }
    if (events.isEmpty()) {
      return;
    }
    int count = events.size();
    Short[] shards = new Short[count];
    String[] topics = new String[count];
    String[] keys = new String[count];
    String[] headers = new String[count];
    byte[][] payloads = new byte[count][];
    int touched = 0;
    for (int i = 0; i < count; i++) {
      EventEnvelope event = events.get(i).event();
      requireDeliverable(event);
      shards[i] = Shards.of(event.partitionKey());
      topics[i] = events.get(i).topic();
      keys[i] = event.partitionKey();
      headers[i] = HeaderLines.write(headersOf(events.get(i)));
      payloads[i] = event.data();
      touched |= Shards.bit(shards[i]);
    }
    insert(shards, topics, keys, headers, payloads);
    WakeAfterCommit.register(this, wakeUp, touched);
  }

  /** How many events wait to leave, counted no further than {@code bound}. */
  public int waiting(int bound) {
    Integer waiting =
        jdbc.queryForObject(
            "SELECT count(*) FROM (SELECT FROM outbox LIMIT ?) AS counted", Integer.class, bound);
    return waiting == null ? 0 : waiting;
  }

  private void insert(
      Short[] shards, String[] topics, String[] keys, String[] headers, byte[][] payloads) {
    jdbc.update(
        INSERT,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, connection.createArrayOf("int2", shards));
          statement.setArray(2, connection.createArrayOf("text", topics));
          statement.setArray(3, connection.createArrayOf("text", keys));
          statement.setArray(4, connection.createArrayOf("text", headers));
          statement.setArray(5, connection.createArrayOf("bytea", payloads));
        });
  }

  private Map<String, String> headersOf(OutboxEvent event) {
    Map<String, String> headers = CloudEventHeaders.of(event.event());
    if (!headers.containsKey(CloudEventHeaders.TRACE_PARENT)) {
      headers.putAll(tracing.creating(event.topic(), event.event().type()));
    }
    return headers;
  }

  /**
   * Refused here, where the caller can be told: the broker would refuse it for ever, behind it all.
   */
  private static void requireDeliverable(EventEnvelope event) {
    if (event.data().length > LARGEST_EVENT) {
      throw new IllegalArgumentException(
          "event %s of type %s has %d bytes, more than %d"
              .formatted(event.id(), event.type(), event.data().length, LARGEST_EVENT));
    }
  }
}
