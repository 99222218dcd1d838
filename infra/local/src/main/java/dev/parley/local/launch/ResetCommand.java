package dev.parley.local.launch;

import dev.parley.local.process.Folders;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * Empties the data: accounts, messages, everything. Passwords stay, as they are no data of
 * anybody's.
 */
record ResetCommand(Instance instance) {

  void run(boolean yes) {
    if (!yes && !confirmed()) {
      throw new LaunchException("Nothing was changed. Without a question: ./run reset --yes");
    }
    try (InstanceLock _ = InstanceLock.take(instance.home())) {
      new Shutdown(instance.state(), instance.console()).all();
      Folders.delete(instance.home().data());
      Folders.delete(instance.home().logs());
    }
    instance.console().line("Emptied: " + instance.home().data());
  }

  private boolean confirmed() {
    if (!instance.console().terminal()) {
      return false;
    }
    instance.console().line("Delete everything in " + instance.home().data() + "? [y/N]");
    Scanner keyboard = new Scanner(System.in, StandardCharsets.UTF_8);
    return keyboard.hasNextLine() && keyboard.nextLine().strip().equalsIgnoreCase("y");
  }
}
