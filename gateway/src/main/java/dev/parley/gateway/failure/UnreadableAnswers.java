package dev.parley.gateway.failure;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * An instance that answers with what is no HTTP is as good as one that broke off. Netty says so by
 * exceptions that elsewhere would be faults of ours, so they are told apart here, where nothing but
 * the call to the instance is left of the chain.
 */
@Component
class UnreadableAnswers implements GlobalFilter, Ordered {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain
        .filter(exchange)
        .onErrorMap(IllegalArgumentException.class, UnreadableAnswers::unreadable)
        .onErrorMap(DecoderException.class, UnreadableAnswers::unreadable);
  }

  private static IOException unreadable(Throwable cause) {
    return new IOException("the instance's answer cannot be read as HTTP", cause);
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 1;
  }
}
