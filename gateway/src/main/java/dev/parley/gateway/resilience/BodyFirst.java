package dev.parley.gateway.resilience;

import dev.parley.gateway.request.KeptBody;
import dev.parley.gateway.route.Stage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Waits for a small body before anybody else does: a client that is slow to say what it wants
 * occupies no service, and is not taken for a slow one. What is here can also be sent twice.
 */
@Component
class BodyFirst implements Stage {

  private static final int LARGEST = 64 * 1024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AtomicLong held = new AtomicLong();
  private final long most = Runtime.getRuntime().maxMemory() / 8;

  @Override
  public int getOrder() {
    return BODY_ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    long length = request.getHeaders().getContentLength();
    if (length <= 0 || length > LARGEST) {
      return chain.filter(exchange);
    }
    if (held.addAndGet(length) > most) {
      held.addAndGet(-length);
      return Mono.error(Guard.busy(RETRY_AFTER));
    }
    return DataBufferUtils.join(request.getBody(), LARGEST)
        .map(BodyFirst::bytes)
        .flatMap(body -> chain.filter(keeping(body, exchange)))
        .doFinally(_ -> held.addAndGet(-length));
  }

  private static byte[] bytes(DataBuffer body) {
    byte[] bytes = new byte[body.readableByteCount()];
    body.read(bytes);
    DataBufferUtils.release(body);
    return bytes;
  }

  private static ServerWebExchange keeping(byte[] body, ServerWebExchange exchange) {
    var request = new KeptBody(exchange.getRequest(), exchange.getResponse().bufferFactory(), body);
    return exchange.mutate().request(Objects.requireNonNull(request)).build();
  }
}
