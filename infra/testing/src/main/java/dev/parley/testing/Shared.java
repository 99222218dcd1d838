package dev.parley.testing;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Something costly that is made once, at the first wish; wishing early makes it in parallel. */
final class Shared<T> {
  private final FutureTask<T> making;
  private final AtomicBoolean begun = new AtomicBoolean();

  Shared(Supplier<T> make) {
    making = new FutureTask<>(make::get);
  }

  void begin() {
    if (begun.compareAndSet(false, true)) {
      Thread.ofVirtual().start(making);
    }
  }

  T get() {
    begin();
    try {
      return making.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a server for tests did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server for tests started", e);
    }
  }
}
