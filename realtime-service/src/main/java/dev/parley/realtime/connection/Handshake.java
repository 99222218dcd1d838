package dev.parley.realtime.connection;

import dev.parley.platform.problem.ProblemException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a connection in, or says in problem details why not. */
@Component
final class Handshake implements Entrance {

  static final String PROTOCOL = "parley.v1";
  private static final String BEARER = "bearer ";

  /** For clients that sign in by header, and have no hello to say it in. */
  static final String LAST_EVENT_ID = "Last-Event-ID";

  private final ConnectionProperties properties;
  private final HandshakeRules rules;
  private final Refusals refusals;
  private final Connections connections;
  private final Room room;
  private final ConnectionFactory factory;

  Handshake(
      ConnectionProperties properties,
      Refusals refusals,
      Connections connections,
      Room room,
      ConnectionFactory factory) {
    this.properties = properties;
    this.rules = new HandshakeRules(new OriginPolicy(properties.allowedOrigins()));
    this.refusals = refusals;
    this.connections = connections;
    this.room = room;
    this.factory = factory;
  }

  @Override
  public void answer(ChannelHandlerContext context, HttpRequest request) {
    ProblemException problem = rules.violation(request);
    String network = room.networkOf(context.channel(), request);
    if (problem == null) {
      problem = room.take(network);
    }
    if (problem == null) {
      upgrade(context.channel(), request, network);
    } else {
      refusals.send(context, request, problem);
    }
  }

  private void upgrade(Channel channel, HttpRequest request, String network) {
    var handshaker = new WebSocketServerHandshaker13("/ws", PROTOCOL, decoder());
    Takeover.leaveOnlyTheCodec(channel);
    Connection connection =
        factory.create(channel, bearer(request), request.headers().get(LAST_EVENT_ID));
    var whole =
        new DefaultFullHttpRequest(
            request.protocolVersion(),
            request.method(),
            request.uri(),
            io.netty.buffer.Unpooled.EMPTY_BUFFER,
            request.headers(),
            EmptyHttpHeaders.INSTANCE);
    var _ = channel.closeFuture().addListener(_ -> connections.closed(connection, network));
    connections.opened(connection);
    var _ =
        channel
            .pipeline()
            .addLast(new FrameGate(connection))
            .addLast(new Utf8FrameValidator(false))
            .addLast(new WebSocketFrameAggregator(maxFrame()))
            .addLast(connection);
    var _ =
        handshaker
            .handshake(channel, whole)
            .addListener(
                (ChannelFutureListener)
                    done -> {
                      if (done.isSuccess()) {
                        connection.begin();
                      } else {
                        var _ = done.channel().close();
                      }
                    });
  }

  private WebSocketDecoderConfig decoder() {
    return WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(maxFrame())
        .allowExtensions(false)
        // with our own close codes instead
        .closeOnProtocolViolation(false)
        .build();
  }

  private int maxFrame() {
    return (int) properties.maxFrame().toBytes();
  }

  static @Nullable String bearer(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (header == null) {
      return null;
    }
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }
}
