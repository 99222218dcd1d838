package dev.parley.realtime.connection;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The two clocks of a connection: its heartbeat, and until when it may stay as things are. */
final class Timers {

  private final EventLoop loop;
  private @Nullable Future<?> heartbeat;
  private @Nullable Future<?> deadline;

  Timers(EventLoop loop) {
    this.loop = loop;
  }

  void beat(Duration every, Runnable beat) {
    long period = every.toNanos();
    heartbeat = loop.scheduleWithFixedDelay(beat, period, period, TimeUnit.NANOSECONDS);
  }

  /** Replaces the deadline before. */
  void deadline(Duration in, Runnable passed) {
    cancel(deadline);
    deadline = loop.schedule(passed, Math.max(0, in.toMillis()), TimeUnit.MILLISECONDS);
  }

  void stop() {
    cancel(heartbeat);
    cancel(deadline);
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
