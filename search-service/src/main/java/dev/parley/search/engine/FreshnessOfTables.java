package dev.parley.search.engine;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the tables are: both are written by who writes them, in one transaction. */
public final class FreshnessOfTables {
  private static final String READ =
      "SELECT value, (SELECT max(event_time) FROM progress) AS indexed_at FROM position";

  private FreshnessOfTables() {}

  public static Freshness read(JdbcClient jdbc) {
    return jdbc.sql(READ)
        .query(
            (row, _) -> {
              OffsetDateTime indexed = row.getObject("indexed_at", OffsetDateTime.class);
              return new Freshness(
                  row.getLong("value"), indexed == null ? null : indexed.toInstant());
            })
        .single();
  }
}
