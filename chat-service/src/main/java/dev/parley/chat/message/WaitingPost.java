package dev.parley.chat.message;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A post on its way, and whoever waits for it. Until it is begun it can be withdrawn; from then on
 * only the committer says what became of it.
 */
final class WaitingPost {

  /** A transaction ends within this: its statements have timeouts that are shorter. */
  private static final Duration TRANSACTION = Duration.ofSeconds(6);

  private enum State {
    WAITING,
    BEGUN,
    WITHDRAWN
  }

  private final NewPost post;
  private final long giveUpAt;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  WaitingPost(NewPost post, Duration deadline) {
    this.post = post;
    this.giveUpAt = System.nanoTime() + deadline.toNanos();
  }

  /** Wakes the committer and is nothing else. */
  static WaitingPost nobodys() {
    UUID none = new UUID(0, 0);
    var metadata = JsonNodeFactory.instance.objectNode();
    var wakeUp =
        new WaitingPost(
            new NewPost(none, false, none, none, "", "", null, metadata, null, Set.of(), null),
            Duration.ofDays(1));
    wakeUp.state.set(State.WITHDRAWN);
    return wakeUp;
  }

  NewPost post() {
    return post;
  }

  /** False: nobody waits any more, or it has waited too long. */
  boolean begin() {
    if (giveUpAt - System.nanoTime() < 0) {
      fail(busy());
      return false;
    }
    return state.compareAndSet(State.WAITING, State.BEGUN);
  }

  /** It was not done, and may be begun or withdrawn again. */
  void putBack() {
    state.set(State.WAITING);
  }

  void done(Outcome result) {
    outcome.complete(result);
  }

  void fail(RuntimeException why) {
    outcome.completeExceptionally(why);
  }

  Outcome await() {
    try {
      return get(giveUpAt - System.nanoTime());
    } catch (TimeoutException _) {
      if (state.compareAndSet(State.WAITING, State.WITHDRAWN)) {
        throw busy();
      }
    }
    try {
      return get(TRANSACTION.toNanos());
    } catch (TimeoutException _) {
      throw ProblemException.unavailable(
          "message.outcome_unknown",
          "Nobody knows yet whether the message was posted. Send it again with the id %s: it is"
                  .formatted(post.id())
              + " posted once.",
          Duration.ofSeconds(1));
    }
  }

  private Outcome get(long nanos) throws TimeoutException {
    try {
      return outcome.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a post was committed", e);
    }
  }

  static ProblemException busy() {
    return ProblemException.unavailable(
        "server.busy",
        "The message was not posted: too much is being written just now. Try again.",
        Duration.ofSeconds(1));
  }
}
