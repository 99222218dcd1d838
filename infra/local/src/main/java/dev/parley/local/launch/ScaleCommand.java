package dev.parley.local.launch;

import dev.parley.local.process.ProcessFailedException;
import java.util.List;

/** More or fewer instances of services, while all runs. */
record ScaleCommand(Instance instance, String wish) {

  void run() {
    try (InstanceLock _ = InstanceLock.take(instance.home())) {
      Settings.instances(wish).forEach(this::scale);
    }
  }

  private void scale(Service service, int wanted) {
    List<Running> there = instance.state().alive(service.id());
    if (there.isEmpty()) {
      throw new LaunchException(service.id() + " is not running. Start all first: ./run start");
    }
    List<String> names =
        java.util.stream.IntStream.rangeClosed(1, wanted).mapToObj(service::instance).toList();
    there.stream()
        .filter(each -> !names.contains(each.name()))
        .forEach(each -> new Shutdown(instance.state(), instance.console()).one(each));
    try {
      new Startup(instance).add(service, 1, wanted);
    } catch (ProcessFailedException e) {
      throw new StartFailure(instance.console())
          .told(e, e.process() + " did not start; everything else is as it was.");
    }
    instance.console().line(service.id() + " runs in " + wanted + " instance(s).");
  }
}
