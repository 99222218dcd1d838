package dev.parley.realtime.presence;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The one thread of presence: it may wait, so that nobody else has to. */
@Component
final class Worker implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  interface Task {
    void run() throws InterruptedException;
  }

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("presence").factory());

  void now(Task task) {
    later(Duration.ZERO, task);
  }

  void later(Duration in, Task task) {
    try {
      var _ = thread.schedule(() -> run(task), in.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      // the service stops
    }
  }

  void every(Duration time, Task task) {
    long nanos = time.toNanos();
    var _ = thread.scheduleWithFixedDelay(() -> run(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static void run(Task task) {
    try {
      task.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("Presence: {}", e.toString());
    }
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
