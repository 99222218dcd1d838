package dev.parley.platform.defaults;

/**
 * The threads that virtual threads run on. By default there are as many as cores, and a virtual
 * thread that waits for a class to be loaded or initialized keeps its own until it is: with one or
 * two cores none may be left for the virtual thread that would end the wait, and the service hangs
 * for good.
 */
final class Carriers {

  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
  private static final int AT_LEAST = 8;

  private Carriers() {}

  /** Is heard only before the first virtual thread; who has set it knows better. */
  static void provide() {
    if (System.getProperty(PARALLELISM) == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      System.setProperty(PARALLELISM, Integer.toString(Math.max(cores, AT_LEAST)));
    }
  }
}
