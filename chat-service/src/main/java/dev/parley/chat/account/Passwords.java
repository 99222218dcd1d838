package dev.parley.chat.account;

import dev.parley.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id, dear on purpose: 19 MiB and some 35 ms of a core each. Half of the cores at most work
 * on it, on threads of their own: on virtual ones, which share their carriers and do not step aside
 * while they compute, a few sign-ins would hold up everybody's requests. Who waits too long is told
 * to come back.
 */
@Component
class Passwords {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final int LONGEST_QUEUE = 64;

  private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final ThreadPoolExecutor threads = pool();
  private final String nobodysHash = argon2.encode("nobody has this password");
  private final Timer timer;

  Passwords(MeterRegistry meters) {
    timer =
        Timer.builder("password.hash")
            .description("Passwords hashed, to set or to compare them")
            .register(meters);
  }

  String hash(String password) {
    return inTurn(() -> argon2.encode(password));
  }

  /** Takes the same time for an account that does not exist, so that nobody can tell by it. */
  boolean matches(String password, @Nullable String hash) {
    return inTurn(() -> argon2.matches(password, hash == null ? nobodysHash : hash))
        && hash != null;
  }

  private <T> T inTurn(Callable<T> work) {
    Future<T> turn = submitted(work);
    try {
      return turn.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      turn.cancel(false);
      throw busy();
    } catch (InterruptedException _) {
      turn.cancel(false);
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private <T> Future<T> submitted(Callable<T> work) {
    try {
      return threads.submit(() -> timer.recordCallable(work));
    } catch (RejectedExecutionException _) {
      throw busy();
    }
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }

  private static ThreadPoolExecutor pool() {
    int size = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new ThreadPoolExecutor(
        size,
        size,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(LONGEST_QUEUE),
        Thread.ofPlatform().daemon().name("passwords-", 0).factory());
  }

  private static ProblemException busy() {
    return ProblemException.unavailable(
        "auth.busy", "Too many people sign in just now. Try again.", Duration.ofSeconds(2));
  }
}
