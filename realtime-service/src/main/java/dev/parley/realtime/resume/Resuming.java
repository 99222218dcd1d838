package dev.parley.realtime.resume;

import dev.parley.realtime.delivery.Cursor;
import dev.parley.realtime.delivery.Frame;
import dev.parley.realtime.delivery.Hub;
import dev.parley.realtime.delivery.Missed;
import dev.parley.realtime.delivery.Recipient;
import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.delivery.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Brings a connection from where its client was to now: what is recent from memory, what is older
 * from the log, and then live, with nothing left out between. Where that cannot be done it is said.
 * Blocks: not for event loops.
 */
@Component
@EnableConfigurationProperties(ResumeProperties.class)
public final class Resuming {

  /** What a connection says of itself while it is told what it missed. */
  public interface Listener {
    Recipient recipient();

    /**
     * Waits until it has taken what it was told; false where it is gone or takes too long.
     *
     * @param longer is done once where that takes longer than a moment
     */
    boolean awaitTaken(Runnable longer) throws InterruptedException;
  }

  private final Hub hub;
  private final Chronicle chronicle;
  private final ResumeProperties properties;
  private final MeterRegistry meters;

  Resuming(Hub hub, Chronicle chronicle, ResumeProperties properties, MeterRegistry meters) {
    this.hub = hub;
    this.chronicle = chronicle;
    this.properties = properties;
    this.meters = meters;
  }

  /**
   * @param complete what is said when all was told
   * @param incomplete what is said when something is missing
   */
  public void resume(
      Seat seat,
      Listener listener,
      @Nullable Cursor from,
      Function<Standing, List<Frame>> complete,
      Function<Standing, List<Frame>> incomplete)
      throws InterruptedException {
    long deadline = System.nanoTime() + properties.within().toNanos();
    if (from == null || !hub.knows(from) || !hub.awaitPassed(from, properties.behindWithin())) {
      giveUp(seat, "unknown", incomplete);
      return;
    }
    Cursor at = from;
    String source = "memory";
    while (true) {
      switch (seat.catchUp(at, complete)) {
        case Missed.All _ -> {
          count(source);
          return;
        }
        case Missed.Told(Cursor until) -> at = until;
        case Missed.Unclear _ -> {
          giveUp(seat, "unclear", incomplete);
          return;
        }
        case Missed.Older older -> {
          source = "log";
          Cursor told = chronicle.tell(seat, listener, older, deadline);
          if (told == null) {
            giveUp(seat, "too_old", incomplete);
            return;
          }
          at = told;
        }
      }
      if (!listener.awaitTaken(() -> {})) {
        return;
      }
    }
  }

  private void giveUp(Seat seat, String why, Function<Standing, List<Frame>> incomplete) {
    count(why);
    seat.open(incomplete);
  }

  private void count(String result) {
    meters.counter("realtime.resumes", "result", result).increment();
  }
}
