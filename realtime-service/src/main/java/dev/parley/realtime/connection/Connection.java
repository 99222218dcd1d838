package dev.parley.realtime.connection;

import dev.parley.realtime.connection.Frames.Unreadable;
import dev.parley.realtime.delivery.LoopQueue;
import dev.parley.realtime.delivery.Recipient;
import dev.parley.realtime.delivery.Seat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client. All state belongs to its event loop; what comes from elsewhere is run there. */
final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> implements Recipient {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final int BEATS_MISSED_AT_MOST = 2;

  /** Fetching keys and asking the database have shorter deadlines of their own. */
  private static final Duration JOIN_WITHIN = Duration.ofSeconds(15);

  private static final int LOW_WATER = 32 * 1024;

  private final ConnectionFactory shared;
  private final Channel channel;
  private final @Nullable String bearer;
  private final String id = UUID.randomUUID().toString();
  private final LoopQueue queue;
  private final FrameBudget budget;
  private final Timers timers;
  private boolean joining;
  private boolean closing;
  private int mistakes;
  private int silentBeats;
  private @Nullable Seat seat;
  private @Nullable Access access;

  Connection(ConnectionFactory shared, Channel channel, @Nullable String bearer) {
    this.shared = shared;
    this.channel = channel;
    this.bearer = bearer;
    this.queue = shared.connections().queueOf(channel.eventLoop());
    this.budget = new FrameBudget(shared.properties().framesPerSecond(), System.nanoTime());
    this.timers = new Timers(channel.eventLoop());
    int limit = (int) shared.properties().outboundLimit().toBytes();
    var _ =
        channel
            .config()
            .setWriteBufferWaterMark(new WriteBufferWaterMark(Math.min(LOW_WATER, limit), limit));
  }

  String id() {
    return id;
  }

  /** After the handshake. */
  void begin() {
    // the web server reads on demand; here everything is read at once
    var _ = channel.config().setAutoRead(true);
    var properties = shared.properties();
    timers.beat(properties.heartbeat(), this::beat);
    timers.deadline(properties.helloWithin(), () -> close(Farewell.NO_HELLO));
    if (bearer != null) {
      join(bearer, null);
    }
  }

  private void join(@Nullable String token, @Nullable String cursor) {
    joining = true;
    timers.deadline(JOIN_WITHIN, () -> close(Farewell.UNAVAILABLE));
    shared.joining().join(this, token, cursor);
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

  void renewed(Access granted) {
    onLoop(
        () -> {
          access = granted;
          timers.deadline(
              Duration.between(shared.clock().instant(), granted.until()),
              () -> close(Farewell.TOKEN_EXPIRED));
        });
  }

  boolean admits() {
    if (!closing && !budget.take(System.nanoTime())) {
      close(Farewell.TOO_FAST);
    }
    return !closing;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    silentBeats = 0;
    switch (frame) {
      case TextWebSocketFrame text -> text(text.content());
      case BinaryWebSocketFrame _ -> mistake("frame.binary", "Frames are JSON as text.");
      case PingWebSocketFrame ping -> send(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close -> goodbye(close);
      default -> {
        // a pong: it has shown that the client lives
      }
    }
  }

  private void text(ByteBuf content) {
    try {
      handle(shared.frames().read(content));
    } catch (Unreadable e) {
      mistake(e.code, String.valueOf(e.getMessage()));
    }
  }

  private void handle(ClientFrame frame) throws Unreadable {
    switch (frame) {
      case ClientFrame.Ping _ -> send(shared.frames().pong());
      case ClientFrame.Hello hello when joining -> {
        String cursor = hello.cursor();
        if (bearer == null || hello.token() != null) {
          mistake("hello.repeated", "Hello is said once; a new token comes in a token frame.");
        } else if (cursor != null && seat != null) {
          seat.resume(standing -> shared.frames().resumed(standing, cursor));
        }
      }
      case ClientFrame.Hello hello -> join(hello.token(), hello.cursor());
      case ClientFrame.Token _ when access == null -> mistake("hello.missing", "Say hello first.");
      case ClientFrame.Token renewal -> shared.joining().renew(this, access, renewal.token());
      case ClientFrame.Watch _ when seat == null -> mistake("hello.missing", "Say hello first.");
      case ClientFrame.Watch watch -> seat.watch(watch.ids(shared.properties().maxWatched()));
    }
  }

  private void mistake(String code, String detail) {
    send(shared.frames().error(code, detail));
    if (++mistakes > shared.properties().mistakesAllowed()) {
      close(Farewell.MISTAKES);
    }
  }

  private void beat() {
    if (++silentBeats > BEATS_MISSED_AT_MOST) {
      var _ = channel.close();
    } else {
      send(new PingWebSocketFrame());
    }
  }

  @Override
  public LoopQueue queue() {
    return queue;
  }

  /** The socket is asked before a client is given up: a burst alone makes nobody slow. */
  @Override
  public void write(ByteBuf frame) {
    if (!channel.isWritable()) {
      var _ = channel.flush();
    }
    if (closing) {
      frame.release();
    } else if (channel.isWritable()) {
      var _ = channel.write(frame);
    } else {
      frame.release();
      close(Farewell.TOO_SLOW);
    }
  }

  @Override
  public void flush() {
    var _ = channel.flush();
  }

  @Override
  public void sessionRevoked() {
    close(Farewell.REVOKED);
  }

  private void send(Object frame) {
    if (closing || !channel.isWritable()) {
      io.netty.util.ReferenceCountUtil.release(frame);
    } else {
      var _ = channel.writeAndFlush(frame);
    }
  }

  void close(Farewell farewell) {
    onLoop(
        () -> {
          if (!closing) {
            shared.connections().count(farewell);
            finish(new CloseWebSocketFrame(farewell.code, farewell.reason));
          }
        });
  }

  void shutdown(int retryMs) {
    onLoop(() -> finish(new CloseWebSocketFrame(1001, "{\"retry_ms\":%d}".formatted(retryMs))));
  }

  private void goodbye(CloseWebSocketFrame theirs) {
    finish(Ending.answerTo(theirs));
    Ending.closeWhenWritten(channel);
  }

  /**
   * After our last frame the client is heard out until it closes, for a moment: to close on unread
   * frames would reset the connection, and the client would never learn why it ended.
   */
  private void finish(CloseWebSocketFrame last) {
    if (closing) {
      last.release();
      return;
    }
    closing = true;
    leave();
    timers.deadline(
        shared.properties().closeWithin(),
        () -> {
          var _ = channel.close();
        });
    var _ = channel.writeAndFlush(last);
  }

  private void leave() {
    Seat mine = seat;
    seat = null;
    if (mine != null) {
      mine.leave();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closing = true;
    timers.stop();
    leave();
    var _ = context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException e -> {
        close(Farewell.forBroken(e.closeStatus()));
        Ending.listenNoMore(channel);
      }
      case TooLongFrameException _ -> close(Farewell.FRAME_TOO_LARGE);
      case IOException _, PrematureChannelClosureException _ -> {
        // the client is gone without a word, or within one
        var _ = channel.close();
      }
      default -> {
        log.error("A connection failed", cause);
        var _ = channel.close();
      }
    }
  }

  private void onLoop(Runnable work) {
    if (channel.eventLoop().inEventLoop()) {
      work.run();
    } else {
      channel.eventLoop().execute(work);
    }
  }
}
