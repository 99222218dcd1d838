package dev.parley.gateway.socket;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.adapter.ReactorNettyWebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Puts the fragments of a message together from the first frame on. Spring's own strategy begins
 * with it when the instance is connected; a client that talked before had its socket closed without
 * a word, since the rest of a message is no message.
 */
@Component
@Primary
class WholeMessages implements RequestUpgradeStrategy {

  private final int longest;
  private final boolean passesPingsOn;

  WholeMessages(HttpClientProperties properties) {
    longest = properties.getWebsocket().getMaxFramePayloadLength();
    passesPingsOn = properties.getWebsocket().isProxyPing();
  }

  @Override
  public Mono<Void> upgrade(
      ServerWebExchange exchange,
      WebSocketHandler handler,
      @Nullable String protocol,
      Supplier<HandshakeInfo> handshake) {
    ServerHttpResponse response = exchange.getResponse();
    HttpServerResponse answer = ServerHttpResponseDecorator.getNativeResponse(response);
    var buffers = (NettyDataBufferFactory) response.bufferFactory();
    HandshakeInfo info = handshake.get();
    URI uri = exchange.getRequest().getURI();
    return response
        .setComplete()
        .then(
            Mono.defer(
                () ->
                    answer.sendWebsocket(
                        (in, out) ->
                            handler
                                .handle(
                                    new ReactorNettyWebSocketSession(
                                        in.aggregateFrames(longest), out, info, buffers, longest))
                                .checkpoint(uri + " [WholeMessages]"),
                        spec(protocol))));
  }

  private WebsocketServerSpec spec(@Nullable String protocol) {
    var spec =
        WebsocketServerSpec.builder().maxFramePayloadLength(longest).handlePing(passesPingsOn);
    if (protocol != null) {
      spec.protocols(protocol);
    }
    return spec.build();
  }
}
