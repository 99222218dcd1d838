package dev.parley.platform.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks after one thing. However many want to know, it is asked once at a time, so what hangs holds
 * one thread and no more.
 */
final class Watch {

  private final Dependency.Probe probe;
  private @Nullable CompletableFuture<Boolean> underWay;

  Watch(Dependency.Probe probe) {
    this.probe = probe;
  }

  /** Whether it is there; what does not say so in time is not. */
  CompletableFuture<Boolean> ask(Duration deadline) {
    return current().copy().completeOnTimeout(false, deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized CompletableFuture<Boolean> current() {
    CompletableFuture<Boolean> asked = underWay;
    if (asked == null || asked.isDone()) {
      asked = new CompletableFuture<>();
      underWay = asked;
      CompletableFuture<Boolean> answer = asked;
      Thread.ofVirtual().name("health").start(() -> answer.complete(holds()));
    }
    return asked;
  }

  private boolean holds() {
    try {
      probe.run();
      return true;
    } catch (Exception _) {
      return false;
    }
  }
}
