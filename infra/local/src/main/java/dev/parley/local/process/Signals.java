package dev.parley.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Sends what Java cannot: any signal. By the shell's own {@code kill}, as slim systems have no
 * other.
 */
public final class Signals {
  private Signals() {}

  public static void send(String signal, long pid) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid + " 2>/dev/null")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
