package dev.parley.realtime.connection;

import dev.parley.platform.overload.Pace;
import dev.parley.platform.security.Scopes;
import dev.parley.realtime.connection.Frames.Unreadable;
import dev.parley.realtime.delivery.Frame;
import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.delivery.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client with a WebSocket. */
final class Connection extends Guest {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final int BEATS_MISSED_AT_MOST = 2;
  private static final Duration FRAMES_KEPT = Duration.ofSeconds(3);

  /** Each asks the database, and an API token chat-service; one is needed in ten minutes. */
  private static final int RENEWALS_PER_SECOND = 1;

  private final @Nullable String bearer;
  private final @Nullable String lastEventId;
  private final Pace frames;
  private final Pace renewals = new Pace(RENEWALS_PER_SECOND, FRAMES_KEPT, Duration.ZERO);
  private final SaidEarly saidEarly = new SaidEarly();
  private boolean joining;

  /** Who signs in by header may come with a cursor afterwards, once. */
  private boolean askedForMore;

  /** Its cursor, until it can be said whether anything happened since. */
  private @Nullable String since;

  private boolean entered;

  private int mistakes;
  private int silentBeats;

  Connection(
      ConnectionFactory shared,
      Channel channel,
      @Nullable String bearer,
      @Nullable String lastEventId) {
    super(shared, channel);
    this.bearer = bearer;
    this.lastEventId = lastEventId;
    this.frames = new Pace(shared.properties().framesPerSecond(), FRAMES_KEPT, Duration.ZERO);
  }

  /** After the handshake. */
  void begin() {
    // the web server reads on demand; here everything is read at once
    var _ = channel.config().setAutoRead(true);
    var properties = shared.properties();
    timers.beat(properties.heartbeat(), this::beat);
    timers.deadline(properties.helloWithin(), () -> close(Farewell.NO_HELLO));
    if (bearer != null) {
      join(bearer, lastEventId, Set.of());
    }
  }

  @Override
  void join(@Nullable String token, @Nullable String cursor, Set<UUID> watched) {
    joining = true;
    super.join(token, cursor, watched);
  }

  @Override
  public Wire wire() {
    return Wire.WEB_SOCKET;
  }

  boolean admits() {
    if (!closing && frames.turn(System.nanoTime()) == Pace.NO_TURN) {
      close(Farewell.TOO_FAST);
    }
    return !closing && channel.isActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    silentBeats = 0;
    try {
      hear(message);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void hear(Object frame) {
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
      mistake(e);
    }
  }

  private void understand(ClientFrame frame) {
    try {
      handle(frame);
    } catch (Unreadable e) {
      mistake(e);
    }
  }

  private void mistake(Unreadable frame) {
    mistake(frame.code, String.valueOf(frame.getMessage()));
  }

  private void handle(ClientFrame frame) throws Unreadable {
    switch (frame) {
      case ClientFrame.Ping _ -> send(shared.frames().pong());
      case ClientFrame.Hello hello when joining -> {
        if (bearer == null || hello.token() != null || askedForMore) {
          mistake("hello.repeated", "Hello is said once; a new token comes in a token frame.");
        } else {
          // all of it is refused, or nothing
          var _ = hello.watched(shared.properties().maxWatched());
          askedForMore = true;
          since = hello.cursor();
          if (hello.watch() != null) {
            handle(new ClientFrame.Watch(hello.watch()));
          }
          answerSince();
        }
      }
      case ClientFrame.Hello hello ->
          join(hello.token(), hello.cursor(), hello.watched(shared.properties().maxWatched()));
      case ClientFrame other when !joining -> mistake("hello.missing", "Say hello first.");
      case ClientFrame other when !entered -> saidEarly.hold(other);
      case ClientFrame other -> handle(other, seat, access);
    }
  }

  private void handle(ClientFrame frame, @Nullable Seat mine, @Nullable Access granted)
      throws Unreadable {
    if (mine == null || granted == null) {
      return; // it is going
    }
    switch (frame) {
      case ClientFrame.Token renewal -> renew(granted, renewal.token());
      case ClientFrame.Presence presence -> shared.attendance().says(mine, presence.said());
      case ClientFrame.Typing typing -> typing(typing, mine, granted);
      case ClientFrame.Watch watch -> mine.watch(watch.ids(shared.properties().maxWatched()));
      case ClientFrame.Hello _, ClientFrame.Ping _ -> {
        // these wait for nothing
      }
    }
  }

  private void renew(Access granted, @Nullable String token) {
    if (renewals.turn(System.nanoTime()) == Pace.NO_TURN) {
      mistake("rate_limit.tokens", "A token is renewed once a second at most.");
    } else {
      shared.joining().renew(this, granted, token);
    }
  }

  @Override
  void entered() {
    onLoop(
        () -> {
          entered = true;
          saidEarly.take().forEach(this::understand);
        });
  }

  @Override
  void welcomed() {
    super.welcomed();
    onLoop(this::answerSince);
  }

  /**
   * What happened since the welcome was told already: in order it can only be resumed before. And
   * nothing is complete as long as what happens is not told yet.
   */
  private void answerSince() {
    String cursor = since;
    Seat mine = seat;
    if (live && mine != null && cursor != null) {
      since = null;
      mine.say(
          standing ->
              cursor.equals(standing.cursor())
                  ? shared.frames().complete(standing)
                  : shared.frames().incomplete(standing));
    }
  }

  /** Who was just removed may not know it yet: that is no mistake. */
  private void typing(ClientFrame.Typing frame, Seat mine, Access granted) throws Unreadable {
    UUID conversation = frame.conversation();
    if (Scopes.missing(Scopes.WRITE, granted.caller().scopes()).isPresent()) {
      mistake("auth.scope_missing", "This token may not write.");
    } else if (!shared.typing().say(mine, conversation, Boolean.TRUE.equals(frame.on()))) {
      send(
          shared
              .frames()
              .error("typing.not_allowed", "You do not take part in this conversation."));
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

  private void send(Frame frame) {
    send(wire().encode(frame.json(), frame.cursor()));
  }

  private void send(Object frame) {
    if (closing || !channel.isWritable()) {
      ReferenceCountUtil.release(frame);
    } else {
      var _ = channel.writeAndFlush(frame);
    }
  }

  @Override
  void finish(Farewell farewell, int retryMs) {
    String reason =
        farewell == Farewell.SHUTDOWN ? "{\"retry_ms\":%d}".formatted(retryMs) : farewell.reason;
    sayLast(new CloseWebSocketFrame(farewell.code, reason));
  }

  private void goodbye(CloseWebSocketFrame theirs) {
    if (!closing) {
      ended();
      sayLast(Ending.answerTo(theirs));
    }
    Ending.closeWhenWritten(channel);
  }

  /**
   * After our last frame the client is heard out until it closes, for a moment: to close on unread
   * frames would reset the connection, and the client would never learn why it ended.
   */
  private void sayLast(CloseWebSocketFrame last) {
    timers.deadline(
        shared.properties().closeWithin(),
        () -> {
          var _ = channel.close();
        });
    var _ = channel.writeAndFlush(last);
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
}
