package dev.parley.local.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for a process to answer; ends at once where the process does. */
public final class Ready {
  private static final Duration PAUSE = Duration.ofMillis(40);

  /** Throws, of whatever kind, as long as the answer is no. */
  @FunctionalInterface
  public interface Probe {
    void run() throws Exception;
  }

  private Ready() {}

  public static void await(ManagedProcess process, Duration within, Probe probe) {
    long deadline = System.nanoTime() + within.toNanos();
    @Nullable Exception last = null;
    while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
      process.requireAlive();
      try {
        probe.run();
        return;
      } catch (Exception e) {
        last = e;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    ProcessFailedException failure =
        process.failed("did not answer within " + within.toSeconds() + " s");
    if (last != null) {
      failure.initCause(last);
    }
    throw failure;
  }
}
