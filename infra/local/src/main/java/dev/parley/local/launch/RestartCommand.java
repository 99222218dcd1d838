package dev.parley.local.launch;

import java.util.List;

/**
 * One service or server anew, on the same port; instances of a service one after the other, so that
 * one is there.
 */
record RestartCommand(Instance instance, String component) {

  void run() {
    try (InstanceLock _ = InstanceLock.take(instance.home())) {
      List<Running> chosen =
          instance.state().processes().stream()
              .filter(each -> each.component().equals(component) || each.name().equals(component))
              .toList();
      if (chosen.isEmpty()) {
        throw new LaunchException(notRunning());
      }
      Startup startup = new Startup(instance);
      for (Running each : chosen) {
        new Shutdown(instance.state(), instance.console()).one(each);
        startup.again(each);
      }
    }
  }

  private String notRunning() {
    List<String> running = instance.state().alive().stream().map(Running::name).toList();
    return running.isEmpty()
        ? "Nothing is running. Start it: ./run"
        : "Not running: %s. These are: %s".formatted(component, String.join(", ", running));
  }
}
