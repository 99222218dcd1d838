package dev.parley.metrics.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Partitions by time: what is too old goes by a drop, which leaves no dead rows behind. */
@Component
class Partitions {

  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

  private final JdbcOperations jdbc;

  Partitions(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The one of this moment and the next, so that nobody waits for it. */
  void prepare(Resolution resolution, Instant at) {
    Instant from = resolution.partitionOf(at);
    create(resolution, from);
    create(resolution, from.plus(resolution.partition));
  }

  private void create(Resolution resolution, Instant from) {
    jdbc.execute(
        "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(
                name(resolution, from), resolution.table, from, from.plus(resolution.partition)));
  }

  /** Those whose youngest value is older than what is kept. */
  int dropOld(Resolution resolution, Instant now) {
    String oldest = name(resolution, resolution.partitionOf(now.minus(resolution.kept)));
    var old =
        jdbc.queryForList(
            """
            SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = to_regclass(?) AND child.relname < ? ORDER BY 1
            """,
            String.class,
            resolution.table,
            oldest);
    old.forEach(name -> jdbc.execute("DROP TABLE IF EXISTS \"%s\"".formatted(name)));
    return old.size();
  }

  /** Names of one table sort as their times do. */
  private static String name(Resolution resolution, Instant from) {
    return resolution.table + "_" + SUFFIX.format(from);
  }
}
