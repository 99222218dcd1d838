package dev.parley.gateway.socket;

import dev.parley.platform.overload.Pace;
import dev.parley.platform.overload.PerAddress;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Lets those who come at once open their sockets one after the other. Where an event loop is late
 * with somebody's turn, it has enough to do with requests, which come first: who is called then
 * goes to a line in which it takes ten times as long.
 */
final class HandshakeTurns {

  /** A few come at once on any day. */
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private static final long LATE_NANOS = 25_000_000;
  private static final int SLOWER = 10;

  /** Who opens very many has others wait for so large a part of the time at most. */
  private static final int PART_OF_ONE = 10;

  private final Pace pace;
  private final Pace slow;
  private final PerAddress waiting;
  private final LongSupplier clock;

  /**
   * @param perSecond 0: any number
   * @param mostWaiting who would wait longer, in one line or the other, has no turn
   */
  HandshakeTurns(int perSecond, Duration mostWaiting, LongSupplier clock) {
    this.pace = new Pace(perSecond, AT_ONCE, mostWaiting);
    this.slow = new Pace(Math.ceilDiv(perSecond, SLOWER), AT_ONCE, mostWaiting);
    long ofOne = perSecond * mostWaiting.toMillis() / 1_000 / PART_OF_ONE;
    this.waiting = new PerAddress(perSecond == 0 ? 0 : (int) Math.max(1, ofOne));
    this.clock = clock;
  }

  /**
   * Ends when it is one's turn, with false where there is none.
   *
   * @param network whose share of the line it counts for
   */
  Mono<Boolean> turn(EventLoop loop, String network) {
    return Mono.create(
        sink -> {
          if (waiting.take(network)) {
            new Waiting(loop, sink, network).queue();
          } else {
            sink.success(false);
          }
        });
  }

  private final class Waiting {
    private final EventLoop loop;
    private final MonoSink<Boolean> sink;
    private final Disposable.Swap call = Disposables.swap();

    Waiting(EventLoop loop, MonoSink<Boolean> sink, String network) {
      this.loop = loop;
      this.sink = sink;
      // called once, however it ends
      sink.onDispose(
          () -> {
            call.dispose();
            waiting.free(network);
          });
    }

    void queue() {
      long now = clock.getAsLong();
      long wait = pace.turn(now);
      after(wait, () -> called(now + wait));
    }

    private void called(long due) {
      long now = clock.getAsLong();
      if (now - due <= LATE_NANOS) {
        sink.success(true);
      } else {
        after(slow.turn(now), () -> sink.success(true));
      }
    }

    private void after(long wait, Runnable itsTurn) {
      if (wait <= 0) {
        sink.success(wait != Pace.NO_TURN);
      } else {
        Future<?> scheduled = loop.schedule(itsTurn, wait, TimeUnit.NANOSECONDS);
        call.update(() -> scheduled.cancel(false));
      }
    }
  }
}
