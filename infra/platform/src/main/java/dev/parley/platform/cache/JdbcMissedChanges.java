package dev.parley.platform.cache;

import dev.parley.platform.cache.Announcement.Ref;
import java.sql.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** In the database that the changes themselves are made in: a change is never without its note. */
final class JdbcMissedChanges implements MissedChanges {

  static final int MOST = 1000;

  private final JdbcOperations jdbc;

  JdbcMissedChanges(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void record(Collection<Ref> refs) {
    insert(refs.stream().map(Ref::toString).toArray(String[]::new));
  }

  @Override
  public void recordEverything() {
    insert(null);
  }

  private void insert(String @Nullable [] keys) {
    jdbc.update(
        "INSERT INTO cache_missed (keys) VALUES (?)",
        statement -> statement.setObject(1, keys, java.sql.Types.ARRAY));
  }

  /** Read from the start each time: ids become visible out of order. */
  @Override
  public List<Missed> pending() {
    return jdbc.query(
        "SELECT id, keys FROM cache_missed ORDER BY id LIMIT " + MOST,
        (row, n) -> new Missed(row.getLong(1), refs(row.getArray(2))));
  }

  private static @Nullable List<Ref> refs(@Nullable Array keys) throws java.sql.SQLException {
    return keys == null ? null : Arrays.stream((String[]) keys.getArray()).map(Ref::parse).toList();
  }

  @Override
  public void forget(List<Missed> dealtWith) {
    jdbc.update(
        "DELETE FROM cache_missed WHERE id = ANY (?)",
        statement ->
            statement.setObject(
                1, dealtWith.stream().map(Missed::id).toArray(Long[]::new), java.sql.Types.ARRAY));
  }

  @Override
  public void summarize(List<Missed> pending) {
    jdbc.update(
        """
        WITH gone AS (DELETE FROM cache_missed WHERE id = ANY (?) RETURNING id)
        INSERT INTO cache_missed (keys) SELECT NULL FROM gone LIMIT 1
        """,
        statement ->
            statement.setObject(
                1, pending.stream().map(Missed::id).toArray(Long[]::new), java.sql.Types.ARRAY));
  }
}
