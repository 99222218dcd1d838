package dev.parley.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** Stands for realtime-service; what it does with a socket, the query of its address says. */
final class SocketServer {

  static final int FLOOD_FRAME = 64 * 1024;
  static final int FLOOD_FRAMES = 2_000;

  private final DisposableServer server =
      HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();

  /** Frames of a flood that it got rid of. */
  final AtomicInteger flooded = new AtomicInteger();

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    if (request.fullPath().equals("/readyz")) {
      return response.sendString(Mono.just("ok"));
    }
    String mode =
        new QueryStringDecoder(request.uri())
            .parameters()
            .getOrDefault("mode", List.of("echo"))
            .getFirst();
    var spec =
        WebsocketServerSpec.builder().protocols("parley.v1").maxFramePayloadLength(1 << 20).build();
    return switch (mode) {
      case "refuse" ->
          response
              .status(503)
              .header("Retry-After", "7")
              .header("Content-Type", "application/problem+json")
              .sendString(Mono.just("{\"code\":\"realtime.full\"}"));
      case "no-socket" -> response.sendString(Mono.just("hello"));
      case "break-off" -> {
        request.withConnection(connection -> connection.channel().unsafe().closeForcibly());
        yield Mono.never();
      }
      case "flood" ->
          response.sendWebsocket(
              (_, out) ->
                  out.sendObject(
                      Flux.range(0, FLOOD_FRAMES).map(_ -> flood()).concatWith(Mono.never()),
                      _ -> true),
              spec);
      case "deaf" ->
          response.sendWebsocket(
              (in, _) -> {
                in.withConnection(
                    it -> {
                      it.channel().config().setAutoRead(false);
                      it.channel().pipeline().addFirst(new Deaf());
                    });
                return Mono.never();
              },
              spec);
      case "vanish" ->
          response.sendWebsocket(
              (in, out) ->
                  in.receive()
                      .doOnNext(_ -> in.withConnection(it -> it.channel().unsafe().closeForcibly()))
                      .then(Mono.never()),
              spec);
      default ->
          response.sendWebsocket(
              (in, out) ->
                  out.sendObject(
                      in.aggregateFrames(1 << 20).receive().asString().map(SocketServer::reply)),
              spec);
    };
  }

  private WebSocketFrame flood() {
    flooded.incrementAndGet();
    return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[FLOOD_FRAME]));
  }

  private static WebSocketFrame reply(String text) {
    return text.contains("bye")
        ? new CloseWebSocketFrame(4413, "{\"retry_ms\":5}")
        : new TextWebSocketFrame(text);
  }

  /** Nothing is read, whoever asks for it. */
  private static final class Deaf extends ChannelOutboundHandlerAdapter {
    @Override
    public void read(ChannelHandlerContext context) {
      // not now
    }
  }
}
