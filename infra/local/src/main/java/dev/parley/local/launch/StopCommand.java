package dev.parley.local.launch;

import java.util.List;

/** Ends everything of this installation, whoever started it. */
record StopCommand(Instance instance) {

  void run() {
    List<Running> all = instance.state().all();
    if (all.stream().noneMatch(Running::alive)) {
      instance.console().line("Nothing is running.");
    }
    try (InstanceLock _ = InstanceLock.take(instance.home())) {
      new Shutdown(instance.state(), instance.console()).all();
    }
  }
}
