package dev.parley.local.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends with this JVM what it started and did not detach. One hook for all, so that stopped ones can
 * be forgotten.
 */
final class ExitHooks {
  private static final Set<ManagedProcess> RUNNING = ConcurrentHashMap.newKeySet();

  private static final AtomicBoolean HOOKED = new AtomicBoolean();

  private ExitHooks() {}

  static void stopAtExit(ManagedProcess process) {
    RUNNING.add(process);
    // not when the class is loaded: that may be while the JVM ends, when no hook is taken any more
    if (HOOKED.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(ExitHooks::killAll, "end-child-processes"));
    }
  }

  static void forget(ManagedProcess process) {
    RUNNING.remove(process);
  }

  private static void killAll() {
    RUNNING.parallelStream().forEach(ManagedProcess::kill);
  }
}
