package dev.parley.chat.account;

import dev.parley.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id, dear on purpose: 19 MiB and some 35 ms of a core each. So only a few run at once, and
 * who waits too long is told to come back, instead of everybody's request becoming slow.
 */
@Component
class Passwords {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final Semaphore places =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);
  private final String nobodysHash = argon2.encode("nobody has this password");

  String hash(String password) {
    return inTurn(() -> argon2.encode(password));
  }

  /** Takes the same time for an account that does not exist, so that nobody can tell by it. */
  boolean matches(String password, @Nullable String hash) {
    return inTurn(() -> argon2.matches(password, hash == null ? nobodysHash : hash))
        && hash != null;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static ProblemException busy() {
    return ProblemException.unavailable(
        "auth.busy", "Too many people sign in just now. Try again.", Duration.ofSeconds(2));
  }
}
