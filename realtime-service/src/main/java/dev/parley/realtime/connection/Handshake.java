package dev.parley.realtime.connection;

import dev.parley.platform.problem.ProblemException;
import dev.parley.realtime.stream.StreamState;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a connection in, or says in problem details why not. */
@Component
final class Handshake {

  static final String PROTOCOL = "parley.v1";
  private static final String BEARER = "bearer ";

  private final ConnectionProperties properties;
  private final HandshakeRules rules;
  private final ClientAddresses addresses;
  private final Refusals refusals;
  private final Connections connections;
  private final StreamState stream;
  private final ConnectionFactory factory;

  Handshake(
      ConnectionProperties properties,
      Refusals refusals,
      Connections connections,
      StreamState stream,
      ConnectionFactory factory) {
    this.properties = properties;
    this.rules = new HandshakeRules(new OriginPolicy(properties.allowedOrigins()));
    this.addresses = new ClientAddresses(properties.gateways());
    this.refusals = refusals;
    this.connections = connections;
    this.stream = stream;
    this.factory = factory;
  }

  void answer(ChannelHandlerContext context, HttpRequest request) {
    ProblemException problem = rules.violation(request);
    if (problem == null && !stream.caughtUp()) {
      problem =
          ProblemException.unavailable(
              "realtime.starting",
              "This instance does not know yet who may see what. Try again.",
              Duration.ofSeconds(1));
    }
    String network = addresses.networkOf(context.channel().remoteAddress(), request.headers());
    if (problem == null) {
      problem = connections.reserve(network);
    }
    if (problem == null) {
      upgrade(context.channel(), request, network);
    } else {
      refusals.send(context, request, problem);
    }
  }

  private void upgrade(Channel channel, HttpRequest request, String network) {
    var handshaker = new WebSocketServerHandshaker13("/ws", PROTOCOL, decoder());
    leaveOnlyTheCodec(channel);
    Connection connection = factory.create(channel, bearer(request));
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

  /** What the web server put behind us must neither see frames nor time the connection out. */
  private static void leaveOnlyTheCodec(Channel channel) {
    boolean behind = false;
    for (Map.Entry<String, ChannelHandler> entry : channel.pipeline().toMap().entrySet()) {
      if (behind || entry.getKey().equals(Takeover.NAME)) {
        behind = true;
        var _ = channel.pipeline().remove(entry.getKey());
      }
    }
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

  private static @Nullable String bearer(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (header == null) {
      return null;
    }
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }
}
