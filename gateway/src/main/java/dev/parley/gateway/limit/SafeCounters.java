package dev.parley.gateway.limit;

import dev.parley.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis away: each gateway counts for itself, and a revoked token lives out its few minutes; nobody
 * is locked out. What must not be guessed at any number of times is refused meanwhile.
 */
final class SafeCounters implements Counters {

  private static final Logger log = LoggerFactory.getLogger(SafeCounters.class);

  /** So long nobody else waits to find out the same; then one does. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

  private final Counters shared;
  private final Counters local;
  private final LongSupplier nanoTime;
  private final AtomicLong askAgainAt;

  SafeCounters(Counters shared, Counters local, LongSupplier nanoTime) {
    this.shared = shared;
    this.local = local;
    this.nanoTime = nanoTime;
    this.askAgainAt = new AtomicLong(nanoTime.getAsLong());
  }

  @Override
  public CompletionStage<Verdict> take(Claim claim) {
    if (askAgainAt.get() - nanoTime.getAsLong() > 0) {
      return without(claim);
    }
    return shared
        .take(claim)
        .exceptionallyCompose(
            failure -> {
              lost(failure);
              return without(claim);
            });
  }

  private void lost(Throwable failure) {
    long now = nanoTime.getAsLong();
    long before = askAgainAt.getAndSet(now + LEFT_ALONE.toNanos());
    if (before - now <= 0) {
      log.warn("Redis does not answer, limits count on this gateway alone: {}", failure.toString());
    }
  }

  private CompletionStage<Verdict> without(Claim claim) {
    return claim.isClosedWithoutRedis()
        ? CompletableFuture.failedFuture(closed())
        : local.take(claim);
  }

  private static ProblemException closed() {
    return ProblemException.unavailable(
        "rate_limit.unavailable",
        "Signing in is not possible for the moment, since attempts cannot be counted. Try again.",
        Duration.ofSeconds(2));
  }
}
