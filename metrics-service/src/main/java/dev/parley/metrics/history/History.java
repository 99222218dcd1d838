package dev.parley.metrics.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Every instance of this service writes each minute; the first one's values stay. */
@Repository
public class History {

  /** Also after a long pause a clean-up stays short; the next minute goes on with it. */
  private static final int MOST_FORGOTTEN_AT_ONCE = 10_000;

  private final JdbcClient jdbc;
  private final HistoryProperties properties;

  History(JdbcClient jdbc, HistoryProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  @Transactional
  public void write(Instant at, List<Point> points) {
    jdbc.sql(
            """
            INSERT INTO sample (metric, service, at, value)
            SELECT metric, service, :at, value
            FROM unnest(:metrics::text[], :services::text[], :values::float8[])
              AS given(metric, service, value)
            ON CONFLICT DO NOTHING
            """)
        .param("at", at.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC))
        .param("metrics", points.stream().map(Point::metric).toArray(String[]::new))
        .param("services", points.stream().map(Point::service).toArray(String[]::new))
        .param("values", points.stream().map(Point::value).toArray(Double[]::new))
        .update();
  }

  /** Returns how many values were forgotten. */
  @Transactional
  public int forgetOld(Instant now) {
    return jdbc.sql(
            """
            DELETE FROM sample WHERE ctid = ANY (ARRAY(
              SELECT ctid FROM sample WHERE at < :oldest LIMIT :most FOR UPDATE SKIP LOCKED))
            """)
        .param("oldest", now.minus(properties.kept()).atOffset(ZoneOffset.UTC))
        .param("most", MOST_FORGOTTEN_AT_ONCE)
        .update();
  }
}
