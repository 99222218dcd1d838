package dev.parley.local.launch;

import dev.parley.local.process.Signals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Ends processes in the reverse of the order in which they need one another, each within a bound.
 */
record Shutdown(State state, Console console) {
  private static final Duration WITHIN = Duration.ofSeconds(20);

  /** Everything: gateway, services, discovery, servers. */
  void all() {
    wave(each -> each.component().equals(Service.GATEWAY.id()));
    wave(each -> each.isService() && !each.component().equals(Service.DISCOVERY.id()));
    wave(Running::isService);
    wave(each -> true);
    state.launcher().ifPresent(launcher -> state.remove(launcher.name()));
  }

  /** Asks to end, waits, kills what does not listen, and forgets it. */
  void one(Running running) {
    long begin = System.nanoTime();
    if (running.alive()) {
      Signals.send(running.stopSignal().name(), running.identity().pid());
      if (!endedWithin(running, WITHIN)) {
        running.identity().handle().ifPresent(ProcessHandle::destroyForcibly);
        endedWithin(running, Duration.ofSeconds(5));
        console.line("! " + running.name() + " had to be killed");
      }
      console.done("stopped " + running.name(), Duration.ofNanos(System.nanoTime() - begin));
    }
    state.remove(running.name());
  }

  private void wave(Predicate<Running> condition) {
    List<Running> chosen = state.processes().stream().filter(condition).toList();
    List<Thread> threads =
        chosen.stream().map(each -> Thread.startVirtualThread(() -> one(each))).toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean endedWithin(Running running, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (running.alive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
    }
    return true;
  }
}
