package dev.parley.platform.repeat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** One thing, done by every instance now and then; when it fails it is tried the next time. */
public abstract class NowAndThen implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(NowAndThen.class);

  private final String name;
  private final Duration every;
  private volatile @Nullable ScheduledExecutorService executor;

  /**
   * @param name of its thread, and in the log
   */
  protected NowAndThen(String name, Duration every) {
    this.name = name;
    this.every = every;
  }

  protected abstract void once();

  private void onceQuietly() {
    try {
      once();
    } catch (RuntimeException e) {
      log.warn("{} failed, next try in {}: {}", name, every, e.toString());
    }
  }

  @Override
  public final void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    long period = every.toMillis();
    // instances started together must not all begin together
    long first = ThreadLocalRandom.current().nextLong(period / 2, period + 1);
    var _ = started.scheduleWithFixedDelay(this::onceQuietly, first, period, TimeUnit.MILLISECONDS);
    executor = started;
  }

  @Override
  public final void stop() {
    ScheduledExecutorService started = executor;
    if (started != null) {
      started.shutdownNow();
      executor = null;
    }
  }

  @Override
  public final boolean isRunning() {
    return executor != null;
  }
}
