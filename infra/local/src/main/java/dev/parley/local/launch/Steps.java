package dev.parley.local.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Steps that run at the same time, each as soon as those it rests on are done. The first failure
 * ends the rest.
 */
final class Steps implements AutoCloseable {
  private final Console console;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> waiting = new ConcurrentSkipListSet<>();
  private final List<CompletableFuture<Void>> all = new ArrayList<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final long begin = System.nanoTime();

  Steps(Console console) {
    this.console = console;
  }

  /**
   * @param work answers with what is to be shown when it is done
   */
  CompletableFuture<Void> step(
      String name, Supplier<String> work, List<CompletableFuture<Void>> after) {
    CompletableFuture<Void> step =
        CompletableFuture.allOf(after.toArray(CompletableFuture[]::new))
            .thenRunAsync(() -> run(name, work), threads);
    all.add(
        step.whenComplete(
            (_, error) -> {
              if (error != null) {
                failure.completeExceptionally(error);
              }
            }));
    return step;
  }

  /** A step on which no other rests. */
  void lastly(String name, Supplier<String> work, List<CompletableFuture<Void>> after) {
    all.add(step(name, work, after));
  }

  /** Throws what the first failing step threw. */
  void await(Duration within) {
    CompletableFuture<Object> end =
        CompletableFuture.anyOf(
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)), failure);
    while (true) {
      try {
        end.get(500, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        console.waiting(List.copyOf(waiting), elapsed());
        if (elapsed().compareTo(within) > 0) {
          throw new LaunchException("Not ready within " + within.toSeconds() + " s: " + waiting);
        }
      } catch (ExecutionException e) {
        throw unwrapped(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LaunchException("Interrupted.");
      }
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * Returns when no step runs any more, so that nothing is started behind the back of a clean-up.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String name, Supplier<String> work) {
    long start = System.nanoTime();
    waiting.add(name);
    try {
      String shown = work.get();
      waiting.remove(name);
      console.done(shown, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      waiting.remove(name);
    }
  }

  private static RuntimeException unwrapped(ExecutionException wrapped) {
    Throwable cause = wrapped.getCause();
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
