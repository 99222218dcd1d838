package dev.parley.chat.imports;

import dev.parley.chat.imports.JobStore.Claimed;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * The one thread of this instance that works on imports, one job at a time, in short turns. It
 * rests between steps and waits while the outbox is long, so that people who post go first.
 */
@Component
class ImportWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

  private static final int STEPS_OF_A_TURN = 20;
  private static final int TRIES = 3;
  private static final Duration OUTBOX_LOOK = Duration.ofMillis(200);
  private static final Duration TIDY_EVERY = Duration.ofMinutes(5);

  private final JobStore jobs;
  private final ImportStep step;
  private final Tidying tidying;
  private final Outbox outbox;
  private final EventTracing tracing;
  private final ImportMeters meters;
  private final ImportProperties properties;
  private final Clock clock;
  private final UUID worker = UUID.randomUUID();
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;
  private long tidyAt = System.nanoTime();

  ImportWorker(
      JobStore jobs,
      ImportStep step,
      Tidying tidying,
      Outbox outbox,
      EventTracing tracing,
      ImportMeters meters,
      ImportProperties properties,
      Clock clock) {
    this.jobs = jobs;
    this.step = step;
    this.tidying = tidying;
    this.outbox = outbox;
    this.tracing = tracing;
    this.meters = meters;
    this.properties = properties;
    this.clock = clock;
  }

  /** There may be something to do. */
  void wakeUp() {
    signal.release();
  }

  private void run() {
    while (!stopping) {
      try {
        Optional<Claimed> job = jobs.claim(worker, clock.instant());
        if (job.isPresent()) {
          takeTurn(job.get());
        } else {
          tidyNowAndThen();
          pause(properties.pollEvery());
        }
      } catch (RuntimeException e) {
        log.warn("Imports wait: {}", e.toString());
        pause(properties.pollEvery());
      }
    }
  }

  private void takeTurn(Claimed claimed) {
    UUID job = claimed.id();
    int failures = 0;
    for (int steps = 0; !stopping && (steps < STEPS_OF_A_TURN || !jobs.othersWait()); steps++) {
      if (!awaitRoomInOutbox(job)) {
        return;
      }
      long began = System.nanoTime();
      try {
        ImportStep.Taken taken =
            tracing.continuing("import step", claimed.traceParent(), () -> step.take(job, worker));
        meters.stepped(taken);
        failures = 0;
        if (taken.over()) {
          tidyAt = System.nanoTime();
          return;
        }
      } catch (RuntimeException e) {
        if (isPassing(e)) {
          throw e;
        }
        if (++failures == TRIES) {
          log.error("Import {} cannot go on", job, e);
          step.giveUp(job, worker, "Something went wrong on our side. What is in stays.");
          return;
        }
      }
      rest(System.nanoTime() - began);
    }
    jobs.release(job, worker);
  }

  /** The lease is kept while it waits; false: it was lost, or this instance stops. */
  private boolean awaitRoomInOutbox(UUID job) {
    while (outbox.waiting(properties.outboxBound()) >= properties.outboxBound()) {
      meters.paused();
      pause(OUTBOX_LOOK);
      if (stopping || jobs.hold(job, worker).isEmpty()) {
        jobs.release(job, worker);
        return false;
      }
    }
    return true;
  }

  /**
   * The database's own trouble says nothing of the job: it is tried again for as long as it takes.
   */
  private static boolean isPassing(RuntimeException e) {
    return e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || e instanceof NonTransientDataAccessResourceException
        || e instanceof CannotCreateTransactionException;
  }

  private void tidyNowAndThen() {
    if (System.nanoTime() - tidyAt >= 0) {
      tidying.tidy();
      tidyAt = System.nanoTime() + TIDY_EVERY.toNanos();
    }
  }

  /** A fifth of the time is left to others. */
  private void rest(long worked) {
    pause(Duration.ofNanos(worked / 4));
  }

  private void pause(Duration most) {
    try {
      if (signal.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
        signal.drainPermits();
      }
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  @Override
  public void start() {
    stopping = false;
    thread = Thread.ofPlatform().daemon().name("imports").start(this::run);
  }

  @Override
  public void stop() {
    Thread running = thread;
    stopping = true;
    wakeUp();
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
