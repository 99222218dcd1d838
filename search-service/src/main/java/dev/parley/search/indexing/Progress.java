package dev.parley.search.indexing;

import dev.parley.platform.event.EventEnvelope;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code progress}: the newest event applied, by partition. */
@Component
class Progress {
  private static final String ADVANCE =
      """
      INSERT INTO progress (partition, event_time)
      SELECT partition, event_time
        FROM unnest(:partitions, :times::timestamptz[]) AS arrived(partition, event_time)
      ON CONFLICT (partition) DO UPDATE
         SET event_time = greatest(progress.event_time, excluded.event_time)
      """;

  private final JdbcClient jdbc;

  Progress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void advance(Collection<EventEnvelope> events, Map<String, Integer> partitions) {
    Map<Integer, Instant> newest = new TreeMap<>();
    for (EventEnvelope event : events) {
      Integer partition = partitions.get(event.partitionKey());
      if (partition != null) {
        newest.merge(partition, event.time(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    if (!newest.isEmpty()) {
      jdbc.sql(ADVANCE)
          .param("partitions", newest.keySet().toArray(Integer[]::new))
          .param("times", new Columns<>(newest.values()).times(time -> time))
          .update();
    }
  }
}
