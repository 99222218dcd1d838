package dev.parley.platform.resource;

import dev.parley.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of answers wait in memory for their clients to take them. Clients that take them
 * slowly, and many at once, are told to come again rather than that memory ends for all.
 */
final class AnswersUnderWay {

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final long most;
  private final AtomicLong bytes = new AtomicLong();

  AnswersUnderWay(long most) {
    this.most = most;
  }

  /** One alone may be of any size; whoever was let in calls {@link #leave}. */
  void enter(int size) {
    long before = bytes.getAndAdd(size);
    if (before > 0 && before + size > most) {
      leave(size);
      throw ProblemException.unavailable(
          "server.busy", "Too much is being answered at once. Try again in a moment.", A_MOMENT);
    }
  }

  void leave(int size) {
    bytes.addAndGet(-size);
  }
}
