package dev.parley.realtime.connection;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The clocks of a connection: its heartbeat, and until when it may stay as things are. */
final class Timers {

  private final EventLoop loop;
  private @Nullable Future<?> heartbeat;
  private @Nullable Future<?> deadline;
  private @Nullable Future<?> patience;

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

  /** Beside the deadline, for what need not happen at all. */
  void patience(Duration in, Runnable over) {
    cancel(patience);
    patience = loop.schedule(over, in.toMillis(), TimeUnit.MILLISECONDS);
  }

  void patient() {
    cancel(patience);
  }

  void stop() {
    cancel(heartbeat);
    cancel(patience);
    cancel(deadline);
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
