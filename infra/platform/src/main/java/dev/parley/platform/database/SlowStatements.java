package dev.parley.platform.database;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator which statements take long: their text, never their values. */
public final class SlowStatements {

  private static final Logger log = LoggerFactory.getLogger("dev.parley.slow-statements");

  private final double slow;

  /**
   * @param slow in seconds
   */
  public SlowStatements(double slow) {
    this.slow = slow;
  }

  boolean has(long nanos) {
    return nanos / 1e9 > slow;
  }

  /**
   * @param text as it was sent
   * @param begun by {@link System#nanoTime}
   */
  public void ended(String text, long begun) {
    long nanos = System.nanoTime() - begun;
    if (has(nanos)) {
      tell(Statement.shortened(text), 1, nanos);
    }
  }

  static void tell(String line, int batch, long nanos) {
    log.warn("slow statement: {} s, batch of {}: {}", seconds(nanos), batch, line);
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }
}
