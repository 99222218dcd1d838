package dev.parley.platform.outbox;

import static dev.parley.platform.outbox.TestEvents.event;

import dev.parley.platform.server.TestService;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** One instance of a service that writes events, and a look at its outbox. */
final class Instance implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private Instance(ConfigurableApplicationContext context) {
    this.context = context;
    jdbc().execute("CREATE TABLE IF NOT EXISTS counter (key text PRIMARY KEY, last bigint)");
  }

  static Instance start(String schema, String... properties) {
    return start(schema, List.of(), properties);
  }

  static Instance start(String schema, List<Class<?>> parts, String... properties) {
    return new Instance(TestService.start(schema, parts, properties));
  }

  Outbox outbox() {
    return context.getBean(Outbox.class);
  }

  JdbcTemplate jdbc() {
    return context.getBean(JdbcTemplate.class);
  }

  TransactionTemplate transaction() {
    return context.getBean(TransactionTemplate.class);
  }

  RelayMeters meters() {
    return context.getBean(RelayMeters.class);
  }

  WakeUps wakeUps() {
    return context.getBean(WakeUps.class);
  }

  void append(String topic, String key, long number) {
    transaction().executeWithoutResult(_ -> outbox().append(topic, event(key, number)));
  }

  /** As services do it: the row lock of the key is held from before the append to the commit. */
  long appendNext(String topic, String key) {
    return transaction()
        .execute(
            _ -> {
              Long next =
                  jdbc()
                      .queryForObject(
                          """
                          INSERT INTO counter VALUES (?, 1)
                          ON CONFLICT (key) DO UPDATE SET last = counter.last + 1 RETURNING last
                          """,
                          Long.class,
                          key);
              outbox().append(topic, event(key, next));
              return next;
            });
  }

  long waiting() {
    return jdbc().queryForObject("SELECT count(*) FROM outbox", Long.class);
  }

  void awaitEmpty(Duration bound) {
    Awaitility.await().atMost(bound).until(() -> waiting() == 0);
  }

  void awaitShards(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> Integer.bitCount(wakeUps().owned()) == count);
  }

  @Override
  public void close() {
    context.close();
  }
}
