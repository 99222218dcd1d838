package dev.parley.chat.file;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sweeps now and then. Every instance does it; they skip each other's rows. */
@Component
final class LeftoverSweep implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LeftoverSweep.class);

  private final Leftovers leftovers;
  private final Duration every;
  private volatile @Nullable ScheduledExecutorService executor;

  LeftoverSweep(Leftovers leftovers, FileProperties properties) {
    this.leftovers = leftovers;
    this.every = properties.sweepEvery();
  }

  private void sweepQuietly() {
    try {
      leftovers.sweep();
    } catch (RuntimeException e) {
      log.warn("no sweep of leftover files, next try in {}: {}", every, e.toString());
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leftover-files").factory());
    long period = every.toMillis();
    // instances started together must not all begin together
    long first = ThreadLocalRandom.current().nextLong(period / 2, period + 1);
    var _ =
        started.scheduleWithFixedDelay(this::sweepQuietly, first, period, TimeUnit.MILLISECONDS);
    executor = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = executor;
    if (started != null) {
      started.shutdownNow();
      executor = null;
    }
  }

  @Override
  public boolean isRunning() {
    return executor != null;
  }
}
