package dev.parley.gateway.request;

import io.netty.channel.Channel;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerResponse;

/** The connection that a request came on. */
public final class ClientChannel {

  private ClientChannel() {}

  public static Channel of(ServerHttpResponse response) {
    HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
    if (server instanceof ChannelOperations<?, ?> operations) {
      return operations.channel();
    }
    throw new IllegalStateException("not a response of the server: " + server);
  }
}
