package dev.parley.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Many clients at once, each with a schedule of its own, and instances that die under them. */
public final class Wanderers implements AutoCloseable {

  private static final int STEPS = 20;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final ExecutorService hands = Executors.newFixedThreadPool(16);
  private final List<Wanderer> all;

  public Wanderers(List<Wanderer> all) {
    this.all = all;
  }

  /**
   * Returns when each has heard all that happened, or knows that it has not.
   *
   * @param deaths of instances that are started again, which are spread over the time and come one
   *     after the other
   */
  public void play(List<Runnable> deaths) {
    await(Wanderer::isWelcome);
    var restarted = CompletableFuture.completedFuture((Void) null);
    int every = STEPS / deaths.size();
    for (int step = 0; step < STEPS; step++) {
      if (step % every == every / 2 && step / every < deaths.size()) {
        restarted.join();
        restarted = CompletableFuture.runAsync(deaths.get(step / every));
      }
      forEach(Wanderer::step);
    }
    restarted.join();
    forEach(Wanderer::last);
    await(Wanderer::isUpToDate);
  }

  private void await(Predicate<Wanderer> condition) {
    Patience.upTo(LONG)
        .until(() -> each(condition::test).stream().allMatch(CompletableFuture::join));
  }

  private void forEach(Consumer<Wanderer> work) {
    each(wanderer -> {
          work.accept(wanderer);
          return wanderer;
        })
        .forEach(CompletableFuture::join);
  }

  private <T> List<CompletableFuture<T>> each(Function<Wanderer, T> work) {
    return all.stream()
        .map(wanderer -> CompletableFuture.supplyAsync(() -> work.apply(wanderer), hands))
        .toList();
  }

  @Override
  public void close() {
    all.forEach(Wanderer::leave);
    hands.close();
  }
}
