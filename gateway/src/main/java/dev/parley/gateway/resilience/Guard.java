package dev.parley.gateway.resilience;

import dev.parley.platform.problem.ProblemException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the calls of one route: how many its service gets at once, how many go on
 * nevertheless when answers do not come, whether it answers at all, and for how long it is waited
 * for.
 *
 * @param load null for routes that take as long as their clients do
 * @param bulkheads of the service, and of the route where it has one
 * @param deadline until an answer begins
 */
record Guard(
    CircuitBreaker breaker,
    List<Bulkhead> bulkheads,
    @Nullable AdaptiveLimit load,
    Kind reads,
    Kind writes,
    Duration deadline,
    Duration retryAfter) {

  /**
   * @param share of the limit of its service
   * @param shed counts those that were refused
   */
  record Kind(double share, Runnable shed) {}

  /**
   * Lets one call through, which has to be ended by one of the methods of what is returned.
   *
   * @throws ProblemException where the service has enough to do
   * @throws CallNotPermittedException where it has failed too often lately
   */
  Call enter(boolean reading) {
    Kind kind = reading ? reads : writes;
    if (load != null && !load.tryEnter(kind.share())) {
      kind.shed().run();
      throw busy(retryAfter);
    }
    int entered = 0;
    try {
      for (Bulkhead bulkhead : bulkheads) {
        if (!bulkhead.tryAcquirePermission()) {
          kind.shed().run();
          throw busy(retryAfter);
        }
        entered++;
      }
      breaker.acquirePermission();
    } catch (RuntimeException e) {
      leave(entered);
      if (load != null) {
        load.leave();
      }
      throw e;
    }
    return new Call();
  }

  private void leave(int bulkheadsEntered) {
    for (int i = 0; i < bulkheadsEntered; i++) {
      bulkheads.get(i).onComplete();
    }
  }

  static ProblemException busy(Duration retryAfter) {
    return ProblemException.unavailable(
        "overload.shed",
        "There is more to do than can be done just now. Try again in a moment.",
        retryAfter);
  }

  /** One that was let through. */
  final class Call {

    private final long begin = System.nanoTime();

    void answered() {
      long now = System.nanoTime();
      leave(bulkheads.size());
      breaker.onSuccess(now - begin, TimeUnit.NANOSECONDS);
      if (load != null) {
        load.leave(now - begin, now);
      }
    }

    /**
     * @param tooLate how long it took says how much there is to do there; else it says nothing
     */
    void failed(Throwable cause, boolean tooLate) {
      long now = System.nanoTime();
      leave(bulkheads.size());
      breaker.onError(now - begin, TimeUnit.NANOSECONDS, cause);
      if (load != null) {
        if (tooLate) {
          load.leave(now - begin, now);
        } else {
          load.leave();
        }
      }
    }

    void cancelled() {
      leave(bulkheads.size());
      breaker.releasePermission();
      if (load != null) {
        load.leave();
      }
    }
  }
}
