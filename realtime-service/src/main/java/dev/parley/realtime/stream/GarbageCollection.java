package dev.parley.realtime.stream;

import dev.parley.platform.kafka.DeadLetters;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leaves what cannot be read among the dead letters, once. All instances meet the same record; the
 * one whose row goes in sends it and commits after the broker's ack. The others wait for that row
 * and then know that it is done, or that it failed and is theirs to do.
 */
@Component
final class GarbageCollection {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final DeadLetters deadLetters;

  GarbageCollection(JdbcTemplate jdbc, TransactionTemplate transaction, DeadLetters deadLetters) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.deadLetters = deadLetters;
  }

  void collect(Arrival.Garbage garbage) {
    var source = garbage.source();
    transaction.executeWithoutResult(
        _ -> {
          int rows =
              jdbc.update(
                  """
                  INSERT INTO dead_letter (topic, partition, "offset") VALUES (?, ?, ?)
                  ON CONFLICT DO NOTHING
                  """,
                  source.topic(),
                  source.partition(),
                  source.offset());
          if (rows == 1) {
            deadLetters.send("realtime-service", source, garbage.failure(), 1);
          }
        });
  }
}
