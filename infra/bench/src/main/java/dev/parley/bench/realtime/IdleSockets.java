package dev.parley.bench.realtime;

import dev.parley.bench.service.BootService;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What connections cost that say and hear nothing, of a service that was just started. */
final class IdleSockets {

  private static final int FIRST = 100;
  private static final long SETTLE_NANOS = 2_000_000_000;

  private IdleSockets() {}

  /** The first hundred are not counted: they are what loads the code. */
  static String measure(BootService service, Dialect dialect, int count)
      throws IOException, InterruptedException {
    try (var _ = Crowd.open(service.port(), dialect, FIRST)) {
      LockSupport.parkNanos(SETTLE_NANOS);
      collect(service);
      long before = service.residentBytes();
      long begin = System.nanoTime();
      try (var crowd = Crowd.open(service.port(), dialect, count)) {
        double took = (System.nanoTime() - begin) / 1e9;
        LockSupport.parkNanos(SETTLE_NANOS);
        long after = service.residentBytes();
        collect(service);
        long collected = service.residentBytes();
        return String.format(
            Locale.ROOT,
            "%,d idle sockets, opened in %.1f s, %,d still there: %.0f MiB in all, %,d bytes each;"
                + " after a full collection %.0f MiB, %,d each (%.0f MiB before)",
            count,
            took,
            crowd.listening(),
            after / 1048576.0,
            (after - before) / count,
            collected / 1048576.0,
            (collected - before) / count,
            before / 1048576.0);
      }
    }
  }

  private static void collect(BootService service) throws IOException, InterruptedException {
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    var process =
        new ProcessBuilder(jcmd, Long.toString(service.handle().pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
