package dev.parley.chat.file;

import dev.parley.platform.problem.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;

/** So many uploads at once, and so few of one person's that nobody takes all places. */
final class UploadPlaces {

  private static final Duration LATER = Duration.ofSeconds(2);

  private final Semaphore all;
  private final int each;
  private final ConcurrentHashMap<UUID, Integer> taken = new ConcurrentHashMap<>();

  UploadPlaces(FileProperties.Uploads settings) {
    this.all = new Semaphore(settings.atOnce());
    this.each = settings.atOnceEach();
  }

  /** A place, until it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  Place take(UUID user) {
    if (taken.merge(user, 1, Integer::sum) > each) {
      leave(user);
      throw ProblemException.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "file.too_many_of_yours",
              "%d files of yours are on their way here. Wait for one of them.".formatted(each))
          .retryingAfter(LATER);
    }
    if (!all.tryAcquire()) {
      leave(user);
      throw ProblemException.unavailable(
          "file.too_many_uploads", "Too many files are on their way here. Try again.", LATER);
    }
    return () -> {
      all.release();
      leave(user);
    };
  }

  private void leave(UUID user) {
    taken.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
  }
}
