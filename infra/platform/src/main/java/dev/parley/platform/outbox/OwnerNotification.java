package dev.parley.platform.outbox;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Wakes the relays of other instances through PostgreSQL. Outside the writer's transaction, because
 * NOTIFY makes commits wait for each other; and one at a time, so that a burst needs two.
 */
final class OwnerNotification {
  private static final Logger log = LoggerFactory.getLogger(OwnerNotification.class);
  private static final String NOTIFY = "SELECT pg_notify(current_schema() || '.outbox', ?)";

  private final JdbcOperations jdbc;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicBoolean sending = new AtomicBoolean();

  OwnerNotification(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  void send(int shards) {
    pending.accumulateAndGet(shards, (all, more) -> all | more);
    if (sending.compareAndSet(false, true)) {
      Thread.ofVirtual().name("outbox-notify").start(this::sendPending);
    }
  }

  private void sendPending() {
    do {
      try {
        for (int shards = pending.getAndSet(0); shards != 0; shards = pending.getAndSet(0)) {
          String payload = Integer.toString(shards);
          jdbc.query(NOTIFY, row -> {}, payload);
        }
      } catch (DataAccessException e) {
        log.debug("An owner was not woken and will look by itself: {}", e.toString());
      } finally {
        sending.set(false);
      }
    } while (pending.get() != 0 && sending.compareAndSet(false, true));
  }
}
