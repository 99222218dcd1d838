package dev.parley.platform.cache;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A service's things, of which each has a number that only grows. */
class Shelf {

  record Thing(long number) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final TwoLevelCache<UUID, Thing> cache;
  private final AtomicInteger loads = new AtomicInteger();

  /** What happens right after a load, while nobody knows its result yet. */
  volatile Runnable afterLoad = () -> {};

  Shelf(JdbcClient jdbc, TransactionTemplate transactions, Caches caches) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    cache =
        caches.create(
            new CacheKind<>(
                "thing",
                1,
                Thing.class,
                KeyForm.ID,
                Duration.ofMinutes(5),
                DataSize.ofMegabytes(1)));
    jdbc.sql("CREATE TABLE IF NOT EXISTS thing (id uuid PRIMARY KEY, number bigint NOT NULL)")
        .update();
  }

  UUID newThing() {
    UUID id = UUID.randomUUID();
    jdbc.sql("INSERT INTO thing VALUES (?, 0)").param(id).update();
    return id;
  }

  /** Minus one where there is none. */
  long read(UUID id) {
    Thing thing = cache.get(id, this::load);
    return thing == null ? -1 : thing.number();
  }

  private Thing load(UUID id) {
    loads.incrementAndGet();
    Thing thing = stored(id);
    afterLoad.run();
    return thing;
  }

  @SuppressWarnings("NullAway") // a loader that finds nothing answers null
  Thing stored(UUID id) {
    return jdbc.sql("SELECT number FROM thing WHERE id = ?")
        .param(id)
        .query((row, n) -> new Thing(row.getLong(1)))
        .optional()
        .orElse(null);
  }

  /** The new number. */
  long raise(UUID id) {
    return raise(id, () -> {});
  }

  /**
   * @param beforeCommit when all have been told, and nothing has been committed yet
   */
  long raise(UUID id, Runnable beforeCommit) {
    Long number =
        transactions.execute(
            status -> {
              long raised =
                  jdbc.sql("UPDATE thing SET number = number + 1 WHERE id = ? RETURNING number")
                      .param(id)
                      .query(Long.class)
                      .single();
              cache.invalidate(id);
              Hooks.beforeCommit(beforeCommit);
              return raised;
            });
    return number == null ? -1 : number;
  }

  int loads() {
    return loads.get();
  }

  TwoLevelCache<UUID, Thing> cache() {
    return cache;
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  TransactionTemplate transactions() {
    return transactions;
  }
}
