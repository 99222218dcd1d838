package dev.parley.local.launch;

import dev.parley.local.process.ProcessFailedException;
import java.util.List;
import java.util.function.Predicate;

/**
 * One service or server anew, on the same port; instances of a service one after the other, so that
 * one is there.
 */
record RestartCommand(Instance instance, String component, Predicate<Running> which) {

  RestartCommand(Instance instance, String component) {
    this(instance, component, _ -> true);
  }

  /** Only those of it that have ended by themselves. */
  static RestartCommand ofEnded(Instance instance, String component) {
    return new RestartCommand(instance, component, each -> !each.alive());
  }

  void run() {
    try (InstanceLock _ = InstanceLock.take(instance.home())) {
      List<Running> chosen =
          instance.state().processes().stream()
              .filter(each -> each.component().equals(component) || each.name().equals(component))
              .filter(which)
              .toList();
      if (chosen.isEmpty()) {
        throw new LaunchException(notRunning());
      }
      Startup startup = Startup.toRestart(instance);
      for (Running each : chosen) {
        new Shutdown(instance.state(), instance.console()).one(each);
        again(startup, each);
      }
    }
  }

  private void again(Startup startup, Running stopped) {
    try {
      startup.again(stopped);
    } catch (ProcessFailedException e) {
      throw new StartFailure(instance.console())
          .told(
              e,
              "%s did not start; everything else is as it was. When the cause is gone: ./run restart %s"
                  .formatted(stopped.name(), component));
    }
  }

  private String notRunning() {
    List<String> known =
        instance.state().processes().stream()
            .map(each -> each.alive() ? each.name() : each.name() + " (has ended)")
            .toList();
    return known.isEmpty()
        ? "Nothing is running. Start it: ./run"
        : "Nothing here is called %s. There are: %s".formatted(component, String.join(", ", known));
  }
}
