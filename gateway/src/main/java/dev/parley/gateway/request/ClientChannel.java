package dev.parley.gateway.request;

import io.netty.channel.Channel;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.channel.ChannelOperations;

/**
 * The connection that a request came on. Remembered from the beginning: the server forgets it when
 * the client goes, while the request may be anywhere on its way.
 */
public final class ClientChannel {

  private static final String ATTRIBUTE = ClientChannel.class.getName();

  private ClientChannel() {}

  public static void keepIn(ServerWebExchange exchange) {
    Object server = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
    exchange.getAttributes().put(ATTRIBUTE, ((ChannelOperations<?, ?>) server).channel());
  }

  public static Channel of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }
}
