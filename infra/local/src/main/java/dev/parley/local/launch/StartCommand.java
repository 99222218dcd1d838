package dev.parley.local.launch;

import dev.parley.local.process.ProcessFailedException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Starts what does not run; on failure says why and leaves nothing behind. */
record StartCommand(Instance instance) {

  /** Whether anything was started. */
  boolean run() {
    try (InstanceLock _ = InstanceLock.take(instance.home())) {
      return startUnderLock();
    }
  }

  boolean startUnderLock() {
    Leftovers leftovers = new Leftovers(instance);
    if (leftovers.isAllRunning()) {
      instance
          .console()
          .line(
              "Parley is running already: %s. ./run status shows it, ./run stop ends it."
                  .formatted(instance.url()));
      return false;
    }
    leftovers.settle();
    try {
      Duration took = new Startup(instance).run();
      new Welcome(instance).show(took);
      new TrainCommand(instance).runInBackground();
      return true;
    } catch (ProcessFailedException e) {
      throw instance.state().isClosed() ? new LaunchException("Stopped while starting.") : given(e);
    } catch (LaunchException | IllegalStateException | UncheckedIOException e) {
      new Shutdown(instance.state(), instance.console()).all();
      throw e;
    }
  }

  private LaunchException given(ProcessFailedException failure) {
    LaunchException told = new StartFailure(instance.console()).told(failure, "");
    new Shutdown(instance.state(), instance.console()).all();
    return told;
  }
}
