package dev.parley.realtime.connection;

import dev.parley.platform.overload.Pace;
import dev.parley.realtime.delivery.Frame;
import dev.parley.realtime.delivery.LoopQueue;
import dev.parley.realtime.delivery.Recipient;
import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.resume.Resuming;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, however it is connected: who it is, until when, and how much may wait for it. All
 * state belongs to its event loop; what comes from elsewhere is run there.
 */
abstract class Guest extends ChannelInboundHandlerAdapter implements Recipient, Resuming.Listener {

  private static final Logger log = LoggerFactory.getLogger(Guest.class);

  /** Fetching keys and asking the database have shorter deadlines of their own. */
  private static final Duration JOIN_WITHIN = Duration.ofSeconds(15);

  final ConnectionFactory shared;
  final Channel channel;
  final Timers timers;
  private final String id = UUID.randomUUID().toString();
  private final LoopQueue queue;
  private final Outbound outbound;
  boolean closing;
  @Nullable Seat seat;
  @Nullable Access access;

  /** It was told where it begins; before that it is told nothing else. */
  boolean live;

  Guest(ConnectionFactory shared, Channel channel) {
    this.shared = shared;
    this.channel = channel;
    this.queue = shared.connections().queueOf(channel.eventLoop());
    this.timers = new Timers(channel.eventLoop());
    this.outbound = new Outbound(shared, channel, timers, () -> close(Farewell.TOO_SLOW));
  }

  /** Says good-bye in its own way, once, and ends. */
  abstract void finish(Farewell farewell, int retryMs);

  String id() {
    return id;
  }

  void join(@Nullable String token, @Nullable String cursor, Set<UUID> watched) {
    long wait = shared.joins().turn(System.nanoTime());
    if (wait == Pace.NO_TURN) {
      close(Farewell.UNAVAILABLE);
      return;
    }
    timers.deadline(JOIN_WITHIN.plusNanos(wait), () -> close(Farewell.UNAVAILABLE));
    if (wait == 0) {
      shared.joining().join(this, token, cursor, watched);
    } else {
      var _ =
          channel
              .eventLoop()
              .schedule(() -> joinStill(token, cursor, watched), wait, TimeUnit.NANOSECONDS);
    }
  }

  private void joinStill(@Nullable String token, @Nullable String cursor, Set<UUID> watched) {
    if (!closing) {
      shared.joining().join(this, token, cursor, watched);
    }
  }

  /** From now on this connection has to be taken out of the hub again. */
  void seated(Seat taken, Access granted) {
    onLoop(
        () -> {
          if (channel.isActive() && !closing) {
            seat = taken;
            renewed(granted);
          } else {
            taken.leave();
          }
        });
  }

  /** From now on it is known where it takes part. */
  void entered() {}

  /** It hears what happens: now it is there. */
  void welcomed() {
    onLoop(
        () -> {
          Seat mine = seat;
          if (mine != null) {
            live = true;
            shared.attendance().arrived(mine);
          }
        });
  }

  /** Its token may change while it is connected, so this is asked each time. */
  void tellAdmin(Frame frame) {
    onLoop(
        () -> {
          Seat mine = seat;
          Access granted = access;
          if (live && mine != null && granted != null && granted.caller().isAdmin()) {
            mine.pass(frame);
          }
        });
  }

  void renewed(Access granted) {
    onLoop(
        () -> {
          access = granted;
          timers.deadline(
              Duration.between(shared.clock().instant(), granted.until()),
              () -> close(Farewell.TOKEN_EXPIRED));
        });
  }

  @Override
  public LoopQueue queue() {
    return queue;
  }

  @Override
  public boolean write(ByteBuf frame, boolean passing) {
    return outbound.write(frame, passing);
  }

  /** Who has read what was waiting is told that something is missing, and hears on from there. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      outbound.taken();
      Seat mine = seat;
      if (outbound.isBehind() && mine != null) {
        mine.say(outbound::goOn, standing -> List.of(shared.frames().gap(standing)));
      }
    }
    var _ = context.fireChannelWritabilityChanged();
  }

  long waitingBytes() {
    return outbound.bytes();
  }

  @Override
  public Recipient recipient() {
    return this;
  }

  @Override
  public boolean awaitTaken(Runnable longer) throws InterruptedException {
    var taken = new CompletableFuture<Boolean>();
    queue.say(this, () -> outbound.tellWhenTaken(taken), List.of());
    return outbound.await(taken, longer);
  }

  @Override
  public void flush() {
    var _ = channel.flush();
  }

  @Override
  public void failed(Throwable cause) {
    log.error("Nothing can be written to a connection", cause);
    var _ = channel.close();
  }

  @Override
  public void sessionRevoked() {
    close(Farewell.REVOKED);
  }

  void close(Farewell farewell) {
    onLoop(
        () -> {
          if (!closing) {
            shared.connections().count(farewell);
            end(farewell, 0);
          }
        });
  }

  /** The service stops: come back then, to another instance. */
  void shutdown(int retryMs) {
    onLoop(() -> end(Farewell.SHUTDOWN, retryMs));
  }

  private void end(Farewell farewell, int retryMs) {
    if (!closing) {
      ended();
      finish(farewell, retryMs);
    }
  }

  void ended() {
    closing = true;
    outbound.end();
    leave();
  }

  private void leave() {
    Seat mine = seat;
    seat = null;
    if (mine != null) {
      shared.attendance().left(mine);
      mine.leave();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    timers.stop();
    ended();
    var _ = context.fireChannelInactive();
  }

  final void onLoop(Runnable work) {
    if (channel.eventLoop().inEventLoop()) {
      work.run();
    } else {
      try {
        channel.eventLoop().execute(work);
      } catch (RejectedExecutionException _) {
        // the service has stopped, and with its loops all connections
      }
    }
  }
}
