package dev.parley.local.launch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the user sees: one line a step with its time; in a terminal also what is being waited for.
 */
final class Console {
  private static final String CLEAR = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private boolean pending;

  Console(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static Console standard() {
    return new Console(System.out, "1".equals(System.getenv("PARLEY_TERMINAL")));
  }

  boolean terminal() {
    return terminal;
  }

  void done(String what, Duration took) {
    line("✔ %-28s %s".formatted(what, seconds(took)));
  }

  void failed(String what) {
    line("✘ " + what);
  }

  synchronized void line(String text) {
    erase();
    out.println(text);
    out.flush();
  }

  /** Overwritten by the next line; shown in a terminal only. */
  synchronized void waiting(List<String> names, Duration since) {
    if (terminal && !names.isEmpty()) {
      erase();
      out.print("… " + String.join(", ", names) + "   " + seconds(since));
      out.flush();
      pending = true;
    }
  }

  void logLines(Path log, List<String> lines) {
    line("  last lines of " + log + ":");
    lines.forEach(each -> line("  │ " + each));
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private void erase() {
    if (pending) {
      out.print(CLEAR);
      pending = false;
    }
  }
}
