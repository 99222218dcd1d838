package dev.parley.realtime.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.platform.problem.ProblemException;
import dev.parley.realtime.delivery.Frame;
import dev.parley.realtime.delivery.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/**
 * A client with an event stream. Nothing is answered before it is known who asks: so whoever may
 * not is told by a status, and not in a stream that ends at once.
 */
final class EventStream extends Guest {

  private static final Duration RETRY_AFTER_TOO_MANY = Duration.ofSeconds(30);
  private static final byte[] STILL_HERE = ": ping\n\n".getBytes(US_ASCII);

  /** A browser keeps what it was told last: what a shutdown asks for is for one return only. */
  private static final int USUAL_RETRY_MS = 3_000;

  private final HttpRequest request;
  private final Refusals refusals;
  private final Set<UUID> watched;
  private boolean begun;

  EventStream(
      ConnectionFactory shared,
      Channel channel,
      HttpRequest request,
      Refusals refusals,
      Set<UUID> watched) {
    super(shared, channel);
    this.request = request;
    this.refusals = refusals;
    this.watched = watched;
  }

  void begin() {
    // nothing more is to come; but that it is gone is to be noticed
    var _ = channel.config().setAutoRead(true);
    timers.beat(shared.properties().heartbeat(), this::beat);
    join(Handshake.bearer(request), request.headers().get(Handshake.LAST_EVENT_ID), watched);
  }

  @Override
  public Wire wire() {
    return Wire.EVENT_STREAM;
  }

  @Override
  public boolean write(ByteBuf frame, boolean passing) {
    if (!begun && !closing) {
      begun = true;
      var _ = channel.write(head());
      sayRetry(USUAL_RETRY_MS);
    }
    return super.write(frame, passing);
  }

  private static DefaultHttpResponse head() {
    var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    var _ =
        head.headers()
            .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set("X-Accel-Buffering", "no")
            .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    return head;
  }

  private void beat() {
    if (begun && !closing && channel.isWritable()) {
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(STILL_HERE));
    }
  }

  @Override
  void finish(Farewell farewell, int retryMs) {
    if (!begun) {
      refusals.send(channel.pipeline().context(this), request, problem(farewell));
      return;
    }
    if (farewell == Farewell.SHUTDOWN) {
      sayRetry(retryMs);
    } else {
      Frame error = shared.frames().error(farewell.reason, problem(farewell).detail());
      var _ = channel.write(wire().encode(error.json(), null));
    }
    var _ =
        channel
            .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
            .addListener(ChannelFutureListener.CLOSE);
    // whoever does not read that either
    timers.deadline(
        shared.properties().closeWithin(),
        () -> {
          var _ = channel.close();
        });
  }

  private void sayRetry(int ms) {
    byte[] line = ("retry: " + ms + "\n\n").getBytes(US_ASCII);
    var _ = channel.write(Unpooled.wrappedBuffer(line));
  }

  private static ProblemException problem(Farewell farewell) {
    return switch (farewell) {
      case TOKEN_MISSING ->
          ProblemException.of(HttpStatus.UNAUTHORIZED, farewell.reason, "Sign in first.");
      case TOKEN_INVALID, TOKEN_EXPIRED, REVOKED ->
          ProblemException.of(
              HttpStatus.UNAUTHORIZED,
              "auth.token_invalid",
              "The access token is expired, revoked or not one of this installation.");
      case SCOPE_MISSING ->
          ProblemException.forbidden(farewell.reason, "This token may not read messages.");
      case TOO_MANY ->
          ProblemException.of(
                  HttpStatus.TOO_MANY_REQUESTS,
                  farewell.reason,
                  "You have as many connections open as one person may have. Close one.")
              .retryingAfter(RETRY_AFTER_TOO_MANY);
      case TOO_SLOW ->
          ProblemException.unavailable(
              farewell.reason,
              "You did not read what was told. Come back with the last id that you have.",
              Duration.ofSeconds(1));
      default ->
          ProblemException.unavailable(
              farewell.reason, "Events cannot be told now. Try again.", Duration.ofSeconds(1));
    };
  }

  /** Another request on the same connection: this answer never ends, so there is none to it. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
    var _ = context.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
