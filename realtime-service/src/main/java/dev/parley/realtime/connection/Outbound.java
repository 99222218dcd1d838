package dev.parley.realtime.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client until it reads it, and how much that may be. Its state belongs to the
 * client's event loop.
 */
final class Outbound {

  /** So long the loop and a client that reads may need. */
  private static final Duration MOMENT = Duration.ofMillis(50);

  private static final int LOW_WATER = 32 * 1024;

  /** Of what may wait, so much at most is there where something passing may be added. */
  private static final int PART_FOR_PASSING = 4;

  private final ConnectionFactory shared;
  private final Channel channel;
  private final Timers timers;
  private final Runnable tooSlow;
  private final int roomForPassing;

  /** It does not read: nothing is written until it has read what waits. */
  private boolean behind;

  private boolean over;
  private @Nullable CompletableFuture<Boolean> awaited;

  Outbound(ConnectionFactory shared, Channel channel, Timers timers, Runnable tooSlow) {
    this.shared = shared;
    this.channel = channel;
    this.timers = timers;
    this.tooSlow = tooSlow;
    int limit = (int) shared.properties().outboundLimit().toBytes();
    this.roomForPassing = limit - limit / PART_FOR_PASSING;
    var _ =
        channel
            .config()
            .setWriteBufferWaterMark(new WriteBufferWaterMark(Math.min(LOW_WATER, limit), limit));
  }

  /** The socket is asked before a client is given up: a burst alone makes nobody slow. */
  boolean write(ByteBuf frame, boolean passing) {
    if (!channel.isWritable()) {
      var _ = channel.flush();
    }
    boolean refused =
        over || behind || (passing && channel.bytesBeforeUnwritable() < roomForPassing);
    if (!refused && channel.isWritable()) {
      var _ = channel.write(frame);
      return true;
    }
    shared.figures().dropped(passing, 1);
    frame.release();
    if (!refused) {
      behind = true;
      timers.patience(shared.properties().slowWithin(), tooSlow);
    }
    return false;
  }

  boolean isBehind() {
    return behind;
  }

  /** It has read what waited, and is written to again. */
  void goOn() {
    behind = false;
    timers.patient();
  }

  long bytes() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /** At once, where it has taken enough already; false where nothing is taken any more. */
  void tellWhenTaken(CompletableFuture<Boolean> whether) {
    awaited = whether;
    if (over || channel.isWritable()) {
      tell(!over);
    }
  }

  void taken() {
    tell(true);
  }

  void end() {
    over = true;
    tell(false);
  }

  private void tell(boolean taken) {
    CompletableFuture<Boolean> waiting = awaited;
    awaited = null;
    if (waiting != null) {
      waiting.complete(taken);
    }
  }

  /**
   * Blocks until that is told: not for event loops.
   *
   * @param longer is done once where that takes longer than a moment
   */
  boolean await(CompletableFuture<Boolean> taken, Runnable longer) throws InterruptedException {
    try {
      return taken.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      longer.run();
    }
    try {
      return taken.get(shared.properties().slowWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      tooSlow.run();
      return false;
    }
  }
}
