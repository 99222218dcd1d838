package dev.parley.local.launch;

import dev.parley.local.process.LogTail;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Starts everything, stays, tells of what ends by itself, and stops everything on Ctrl-C. */
record UpCommand(Instance instance) {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  void run() {
    try (InstanceLock _ = InstanceLock.take(instance.home())) {
      if (new Leftovers(instance).isAllRunning()) {
        new StartCommand(instance).startUnderLock();
        return;
      }
      new Leftovers(instance).settle();
      Thread hook = new Thread(this::stopAll, "stop-everything");
      Runtime.getRuntime().addShutdownHook(hook);
      instance.state().add(self());
      try {
        new StartCommand(instance).startUnderLock();
      } catch (RuntimeException e) {
        Runtime.getRuntime().removeShutdownHook(hook);
        throw e;
      }
    }
    instance.console().line("Ctrl-C stops everything.");
    watch();
  }

  private Running self() {
    return new Running(State.LAUNCHER, State.LAUNCHER, Identity.of(ProcessHandle.current()), 0);
  }

  private void stopAll() {
    instance.console().line("Stopping.");
    instance.state().close();
    new Shutdown(instance.state(), instance.console()).all();
  }

  private void watch() {
    Set<Identity> told = new HashSet<>();
    List<Running> running = instance.state().processes();
    while (!running.isEmpty()) {
      for (Running each : running) {
        if (!each.alive() && isStillWanted(each) && told.add(each.identity())) {
          tell(each);
        }
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      running = instance.state().processes();
    }
  }

  /** Not taken out of the state by a stop or restart in another terminal meanwhile. */
  private boolean isStillWanted(Running each) {
    return instance.state().processes().contains(each);
  }

  private void tell(Running ended) {
    Console console = instance.console();
    console.failed(ended.name() + " has ended by itself.");
    List<String> lines = LogTail.of(instance.home().log(ended.name()), 20);
    console.logLines(instance.home().log(ended.name()), lines);
    Diagnosis.of(lines).ifPresent(advice -> console.line("  Likely cause: " + advice));
    console.line("  Start it again: ./run restart " + ended.component());
  }
}
