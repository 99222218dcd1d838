package dev.parley.gateway.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes of one service's failures a line a second. What came in between is counted in the next,
 * with the ids of so many of them that an outage fills no disk.
 */
final class SparingLog {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int NAMED = 20;

  private final String service;
  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private final BiConsumer<Runnable, Duration> later;

  private final List<String> traces = new ArrayList<>();
  private long quietUntil;
  private int leftOut;
  private String last = "";

  /**
   * @param later runs something after a while
   */
  SparingLog(
      String service,
      Consumer<String> lines,
      LongSupplier nanoTime,
      BiConsumer<Runnable, Duration> later) {
    this.service = service;
    this.lines = lines;
    this.nanoTime = nanoTime;
    this.later = later;
    this.quietUntil = nanoTime.getAsLong();
  }

  /**
   * @param what happened, without what differs from one request to the next
   */
  synchronized void add(String what, @Nullable String trace) {
    long now = nanoTime.getAsLong();
    long wait = quietUntil - now;
    if (wait <= 0 && leftOut == 0) {
      quietUntil = now + PAUSE.toNanos();
      lines.accept("%s: %s, trace %s".formatted(service, what, trace));
      return;
    }
    last = what;
    if (trace != null && traces.size() < NAMED) {
      traces.add(trace);
    }
    if (leftOut++ == 0) {
      later.accept(this::tellOfTheRest, Duration.ofNanos(wait));
    }
  }

  private synchronized void tellOfTheRest() {
    quietUntil = nanoTime.getAsLong() + PAUSE.toNanos();
    lines.accept(
        "%s: %d more since, the last %s, traces %s%s"
            .formatted(
                service,
                leftOut,
                last,
                String.join(" ", traces),
                leftOut > traces.size() ? " and others" : ""));
    leftOut = 0;
    traces.clear();
  }
}
