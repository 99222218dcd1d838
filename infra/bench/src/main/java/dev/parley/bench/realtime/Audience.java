package dev.parley.bench.realtime;

import dev.parley.bench.chat.Cpu;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** All who listen at one server, and one who speaks to them. */
final class Audience implements AutoCloseable {

  private static final long WARM_UP_NANOS = 1_000_000_000;
  private static final long LOOK_NANOS = 100_000_000;
  private static final long DRAIN_WITHIN_NANOS = 5_000_000_000L;
  private static final double HOPELESS_MILLIS = 700;

  private final Contender contender;
  private final int count;
  private final Speaker speaker;
  private Crowd crowd;

  Audience(Contender contender, int count) throws IOException {
    this.contender = contender;
    this.count = count;
    crowd = Crowd.open(contender.port(), contender.listeners(), count);
    speaker = contender.speakers().open();
  }

  /** Ends early where the server is hopelessly behind. */
  Trial listen(double deliveriesPerSecond, int seconds) throws IOException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    var said = new AtomicLong();
    long heardBefore = crowd.heard();
    var pace = new Pace(speaker, deliveriesPerSecond / count, said);
    try {
      LockSupport.parkNanos(WARM_UP_NANOS);
      var latencies = new Latencies();
      crowd.sampleInto(latencies);
      long begin = System.nanoTime();
      long heard = crowd.heard();
      double cpu = contender.cpuSeconds();
      double client = Cpu.of(ProcessHandle.current());
      while (System.nanoTime() < end && !isHopeless(latencies)) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      double took = (System.nanoTime() - begin) / 1e9;
      long deliveries = crowd.heard() - heard;
      double used = contender.cpuSeconds() - cpu;
      double clientUsed = Cpu.of(ProcessHandle.current()) - client;
      crowd.sampleInto(Latencies.UNWANTED);
      pace.stop();
      int lost = count - crowd.listening();
      drain(heardBefore + said.get() * count);
      return new Trial(
          deliveriesPerSecond,
          deliveries / took,
          latencies.quantile(0.5),
          latencies.quantile(0.99),
          used / Math.max(1, deliveries),
          clientUsed / took,
          lost);
    } finally {
      pace.stop();
    }
  }

  private static boolean isHopeless(Latencies latencies) {
    double median = latencies.quantile(0.5);
    return median > HOPELESS_MILLIS && median != Double.POSITIVE_INFINITY;
  }

  /** What is still on its way must not be counted next time. */
  private void drain(long all) throws IOException {
    long giveUpAt = System.nanoTime() + DRAIN_WITHIN_NANOS;
    while (crowd.heard() < all && crowd.listening() == count && System.nanoTime() < giveUpAt) {
      LockSupport.parkNanos(LOOK_NANOS / 10);
    }
    if (crowd.heard() < all) {
      System.err.printf(
          "  %s: %,d of %,d deliveries are missing, %d of %d connections; opening them anew (%s)%n",
          contender.name(),
          all - crowd.heard(),
          all,
          crowd.listening(),
          count,
          crowd.lastTrouble());
      crowd.close();
      crowd = Crowd.open(contender.port(), contender.listeners(), count);
    }
  }

  @Override
  public void close() {
    speaker.close();
    crowd.close();
  }
}
