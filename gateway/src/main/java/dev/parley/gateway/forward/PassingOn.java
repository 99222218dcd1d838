package dev.parley.gateway.forward;

import dev.parley.gateway.route.Stage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes an instance's answer to the client: in one piece where it is short, as it comes where it
 * is long, and each piece at once where it is a stream of events.
 */
@Component
class PassingOn implements Stage {

  /** The {@link AnswerBody} that is to be passed on. */
  static final String BODY = AnswerBody.class.getName();

  /** What is shorter comes and goes in a packet or a few: waiting for its end delays nobody. */
  private static final long SHORT = 16 * 1024;

  @Override
  public int getOrder() {
    return ANSWER_ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain
        .filter(exchange)
        .then(Mono.defer(() -> write(exchange)))
        .doFinally(_ -> giveUp(exchange));
  }

  private static Mono<Void> write(ServerWebExchange exchange) {
    AnswerBody body = exchange.getAttribute(BODY);
    if (body == null) {
      return Mono.empty();
    }
    ServerHttpResponse response = exchange.getResponse();
    var buffers = (NettyDataBufferFactory) response.bufferFactory();
    HttpResponse head = exchange.getRequiredAttribute(ANSWER_HEAD);
    if (isShort(head.headers().get(HttpHeaderNames.CONTENT_LENGTH))) {
      return response.writeWith(body.whole().map(buffers::wrap));
    }
    Flux<DataBuffer> pieces = body.map(buffers::wrap);
    return isStreamOfEvents(head.headers().get(HttpHeaderNames.CONTENT_TYPE))
        ? response.writeAndFlushWith(pieces.map(Flux::just))
        : response.writeWith(pieces);
  }

  private static boolean isShort(@Nullable String length) {
    // five digits are enough to tell, and whatever is no number is not short
    if (length == null || length.length() > 5) {
      return false;
    }
    int bytes = 0;
    for (int i = 0; i < length.length(); i++) {
      int digit = length.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      bytes = bytes * 10 + digit;
    }
    return bytes <= SHORT;
  }

  private static boolean isStreamOfEvents(@Nullable String type) {
    return type != null
        && (type.startsWith("text/event-stream") || type.startsWith("application/stream+json"));
  }

  private static void giveUp(ServerWebExchange exchange) {
    AnswerBody body = exchange.getAttribute(BODY);
    if (body != null) {
      body.cancel();
    }
  }
}
