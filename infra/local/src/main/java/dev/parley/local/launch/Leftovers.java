package dev.parley.local.launch;

import java.util.List;

/** What a launcher that was killed, or a machine that was switched off, left in the state file. */
record Leftovers(Instance instance) {

  /** Whether everything that should run does, so that there is nothing to start. */
  boolean isAllRunning() {
    List<Running> all = instance.state().processes();
    return !all.isEmpty() && !isOrphaned() && all.stream().allMatch(Running::alive);
  }

  /**
   * Ends orphans of a killed launcher, forgets what is dead; what a {@code start} left running on
   * purpose stays.
   */
  void settle() {
    if (isOrphaned()) {
      List<Running> alive = instance.state().alive();
      if (!alive.isEmpty()) {
        instance
            .console()
            .line(
                "The last ./run was killed; stopping the %d processes it left."
                    .formatted(alive.size()));
      }
      new Shutdown(instance.state(), instance.console()).all();
    }
    instance.state().processes().stream()
        .filter(each -> !each.alive())
        .forEach(dead -> instance.state().remove(dead.name()));
  }

  /** A foreground launcher wrote itself down and is no more. */
  private boolean isOrphaned() {
    return instance.state().launcher().filter(launcher -> !launcher.alive()).isPresent();
  }
}
