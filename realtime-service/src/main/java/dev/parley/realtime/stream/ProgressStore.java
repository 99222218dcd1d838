package dev.parley.realtime.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Up to where the projection is complete. All instances write it, each only after it has saved what
 * it read; so the largest number is true, and nobody may lower it.
 */
@Repository
class ProgressStore {

  private static final String SAVE =
      """
      INSERT INTO progress AS known (topic, partition, next_offset) VALUES (?, ?, ?)
      ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
        WHERE known.next_offset < excluded.next_offset
      """;

  private final JdbcTemplate jdbc;

  ProgressStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Map<TopicPartition, Long> load() {
    Map<TopicPartition, Long> progress = new HashMap<>();
    jdbc.query(
        "SELECT topic, partition, next_offset FROM progress",
        row -> {
          progress.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
        });
    return progress;
  }

  /** In one order everywhere, so that instances wait for each other but never deadlock. */
  @Transactional
  void save(Map<TopicPartition, Long> progress) {
    Map<String, TopicPartition> sorted = new TreeMap<>();
    progress.keySet().forEach(partition -> sorted.put(partition.toString(), partition));
    sorted.values().forEach(p -> jdbc.update(SAVE, p.topic(), p.partition(), progress.get(p)));
  }

  /**
   * The log was replaced by a new one whose offsets start over: what is known stays until an event
   * of the new log says otherwise, which any offset may.
   */
  @Transactional
  void startOver(String topic) {
    jdbc.update("DELETE FROM progress WHERE topic = ?", topic);
    jdbc.update("DELETE FROM dead_letter WHERE topic = ?", topic);
    jdbc.update("UPDATE member SET version = -1");
    jdbc.update("UPDATE project_member SET version = -1");
  }
}
