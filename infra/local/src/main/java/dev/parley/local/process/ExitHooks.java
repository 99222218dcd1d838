package dev.parley.local.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends with this JVM what it started and did not detach. One hook for all, so that stopped ones can
 * be forgotten.
 */
final class ExitHooks {
  private static final Set<ManagedProcess> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> RUNNING.parallelStream().forEach(ManagedProcess::kill),
                "end-child-processes"));
  }

  private ExitHooks() {}

  static void stopAtExit(ManagedProcess process) {
    RUNNING.add(process);
  }

  static void forget(ManagedProcess process) {
    RUNNING.remove(process);
  }
}
