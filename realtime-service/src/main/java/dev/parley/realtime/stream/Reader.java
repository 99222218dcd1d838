package dev.parley.realtime.stream;

import dev.parley.realtime.delivery.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The thread that reads. It outlives any outage: what fails is tried again at the same place, so
 * nothing is passed over and order holds.
 */
@Component
final class Reader implements SmartLifecycle {

  private final StreamProperties properties;
  private final String bootstrapServers;
  private final Flyway flyway;
  private final ProgressStore store;
  private final Sorter sorter;
  private final Batches batches;
  private final Delivery delivery;
  private final StreamState state;
  private final Clock clock;
  private final Complaints complaints;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;
  private volatile @Nullable Log open;

  Reader(
      StreamProperties properties,
      @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers,
      Flyway flyway,
      ProgressStore store,
      Sorter sorter,
      Batches batches,
      Delivery delivery,
      StreamState state,
      Clock clock) {
    this.properties = properties;
    this.bootstrapServers = bootstrapServers;
    this.flyway = flyway;
    this.store = store;
    this.sorter = sorter;
    this.batches = batches;
    this.delivery = delivery;
    this.state = state;
    this.clock = clock;
    this.complaints = new Complaints(clock);
  }

  private void run() {
    if (!persistently("The database is away or cannot be migrated", flyway::migrate)) {
      return;
    }
    try (Log log = new Log(bootstrapServers)) {
      open = log;
      if (persistently("Kafka or the database is away", () -> openAtProgress(log))) {
        read(log);
      }
    } finally {
      open = null;
    }
  }

  private void openAtProgress(Log log) {
    Instant rememberFrom = clock.instant().minus(properties.remember());
    Set<String> replaced = log.open(properties.topics(), store.load(), rememberFrom);
    if (!replaced.isEmpty()) {
      replaced.forEach(store::startOver);
      var _ = log.open(properties.topics(), store.load(), rememberFrom);
    }
    Map<Integer, Long> offsets = new HashMap<>();
    log.positions()
        .forEach(
            (partition, offset) -> {
              if (partition.topic().equals(properties.events())) {
                offsets.put(partition.partition(), offset);
              }
            });
    delivery.startAt(log.identity(properties.events()), offsets);
  }

  private void read(Log log) {
    Instant saveAt = clock.instant();
    Map<TopicPartition, Long> saved = Map.of();
    while (!stopped()) {
      try {
        List<Arrival> arrivals = log.poll().stream().map(sorter::sort).toList();
        if (!persistently("Kafka or the database is away", () -> batches.remember(arrivals))) {
          return;
        }
        batches.deliver(arrivals);
        Map<TopicPartition, Long> positions = log.positions();
        if (!state.caughtUp() && log.passedFormerEnd(positions)) {
          state.reachedTheEnd();
        }
        state.lag(log.lag());
        if (!positions.equals(saved) && !clock.instant().isBefore(saveAt)) {
          saveAt = clock.instant().plus(properties.saveProgressEvery());
          saved = save(positions, saved);
        }
      } catch (WakeupException _) {
        break;
      } catch (KafkaException e) {
        complain("Kafka is away", e);
      }
    }
    save(log);
  }

  private Map<TopicPartition, Long> save(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> before) {
    try {
      store.save(positions);
      return positions;
    } catch (RuntimeException e) {
      // costs a longer start next time, nothing else
      complain("Progress cannot be saved", e);
      return before;
    }
  }

  /** At the end: everything polled has been handled, or this is not reached. */
  private void save(Log log) {
    try {
      var _ = save(log.positions(), Map.of());
    } catch (KafkaException e) {
      complain("Progress cannot be saved", e);
    }
  }

  /** False where the service stops before it works. */
  private boolean persistently(String otherwise, Runnable work) {
    while (!stopped()) {
      try {
        work.run();
        complaints.resolved("It works again");
        return true;
      } catch (WakeupException _) {
        return false;
      } catch (RuntimeException e) {
        complain(otherwise, e);
      }
    }
    return false;
  }

  private void complain(String what, Exception why) {
    complaints.say(what, why);
    state.trouble(what);
    try {
      var _ = stopping.await(properties.retryEvery().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("stream").start(this::run);
  }

  @Override
  public void stop() {
    stopping.countDown();
    Log log = open;
    if (log != null) {
      log.wakeUp();
    }
    Thread running = thread;
    thread = null;
    if (running != null) {
      try {
        running.join(5_000);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
