package dev.parley.platform.outbox;

import dev.parley.platform.database.SlowStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves committed events from the outbox to Kafka: oldest first per key, at least once, deleted
 * after the broker's acknowledgement. See docs/decisions/0004-outbox-relay.md for what it rests on.
 */
final class Relay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final long SHORTEST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final OutboxProperties.Relay settings;
  private final RelayConnections connections;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final RelayMeters meters;
  private final SlowStatements slow;
  private final WakeUps wakeUps;
  private volatile boolean stopping;
  private volatile long giveUpAt;
  private volatile @Nullable Thread thread;

  Relay(
      OutboxProperties.Relay settings,
      RelayConnections connections,
      Supplier<Producer<byte[], byte[]>> producers,
      WakeUps wakeUps,
      RelayMeters meters,
      SlowStatements slow) {
    this.settings = settings;
    this.connections = connections;
    this.producers = producers;
    this.wakeUps = wakeUps;
    this.meters = meters;
    this.slow = slow;
  }

  private void run() {
    long pauseMillis = SHORTEST_PAUSE_MILLIS;
    while (!stopping) {
      long began = System.nanoTime();
      try {
        serve();
      } catch (SQLException | RuntimeException e) {
        if (System.nanoTime() - began > LONGEST_PAUSE_MILLIS * 1_000_000) {
          pauseMillis = SHORTEST_PAUSE_MILLIS;
        }
        log.warn("The outbox relay begins anew in {} ms: {}", pauseMillis, describe(e));
        log.debug("Why the outbox relay begins anew", e);
        pause(pauseMillis);
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private void serve() throws SQLException {
    // The producer goes first, so that nothing more is sent once the locks are free for others.
    try (Connection connection = connections.open(RelayConnections.Purpose.WORK);
        AbruptlyClosed producer = new AbruptlyClosed(producers.get())) {
      OutboxRows rows =
          new OutboxRows(connection, settings.batchRows(), settings.batchBytes().toBytes(), slow);
      new Tenure(settings, new Lease(connection), rows, producer.producer(), wakeUps, meters)
          .run(() -> stopping, () -> stopping && System.nanoTime() - giveUpAt >= 0);
    } finally {
      wakeUps.owned(0);
      meters.polled(0, 0);
    }
  }

  /**
   * When a tenure ends well nothing is left to send; when it does not, nothing more may be sent.
   */
  private record AbruptlyClosed(Producer<byte[], byte[]> producer) implements AutoCloseable {
    @Override
    public void close() {
      producer.close(Duration.ZERO);
    }
  }

  private void pause(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = until - System.nanoTime(); left > 0 && !stopping; ) {
      wakeUps.signal().await(left);
      left = until - System.nanoTime();
    }
  }

  private static String describe(Exception e) {
    return e.getCause() == null ? e.toString() : e.getMessage() + ": " + e.getCause();
  }

  @Override
  public void start() {
    stopping = false;
    thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
  }

  @Override
  public void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    giveUpAt = System.nanoTime() + settings.stopWithin().toNanos();
    stopping = true;
    wakeUps.signal().raise();
    try {
      if (!running.join(settings.stopWithin().plusSeconds(1))) {
        running.interrupt(); // waits inside Kafka's client
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Stops after the web server and the listeners, which may still append. */
  @Override
  public int getPhase() {
    return 0;
  }
}
