package dev.parley.gateway.socket;

import dev.parley.gateway.balancing.Instance;
import dev.parley.gateway.balancing.InstanceFilter;
import dev.parley.gateway.forward.PassedHeaders;
import dev.parley.gateway.request.ClientChannel;
import dev.parley.gateway.route.Stage;
import dev.parley.gateway.trace.Trace;
import dev.parley.platform.problem.ProblemException;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Opens a socket: first the instance is asked, with the client's own handshake, and then the client
 * hears what it said. Where it agreed the two connections become a {@link Tunnel}.
 */
@Component
class SocketFilter implements Stage {

  private final Tunnels tunnels;

  SocketFilter(Tunnels tunnels) {
    this.tunnels = tunnels;
  }

  @Override
  public int getOrder() {
    return SOCKET_ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (!exchange.getAttributes().containsKey(HandshakeFilter.MARK)) {
      return chain.filter(exchange);
    }
    Instance instance = exchange.getRequiredAttribute(InstanceFilter.INSTANCE);
    ServerHttpResponse response = exchange.getResponse();
    HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
    Channel client = ClientChannel.of(exchange);
    return tunnels
        .open(client, instance, request(exchange, instance))
        .flatMap(
            answer ->
                switch (answer) {
                  case Tunnels.Answer.Agreed agreed -> {
                    copy(agreed.head(), server, response, HttpStatus.SWITCHING_PROTOCOLS);
                    response.getHeaders().set(HttpHeaders.CONNECTION, "Upgrade");
                    response.getHeaders().set(HttpHeaders.UPGRADE, "websocket");
                    yield response
                        .setComplete()
                        .then(Mono.defer(() -> server.chunkedTransfer(false).sendHeaders().then()))
                        .then(Mono.fromRunnable(() -> takeOver(server, agreed)))
                        .doOnError(_ -> agreed.abandon().run())
                        .doOnCancel(agreed.abandon())
                        .then();
                  }
                  case Tunnels.Answer.Refused refused -> {
                    copy(refused.head(), server, response, statusOf(refused.head()));
                    yield response.writeWith(
                        Mono.just(response.bufferFactory().wrap(refused.body())));
                  }
                });
  }

  private static void takeOver(HttpServerResponse server, Tunnels.Answer.Agreed agreed) {
    // the server must not wait for the end of this answer when it stops
    server.withConnection(
        connection -> {
          Channel channel = connection.channel();
          connection.rebind(() -> channel);
        });
    agreed.takeOver().run();
  }

  private static HttpRequest request(ServerWebExchange exchange, Instance instance) {
    URI url = exchange.getRequest().getURI();
    String query = url.getRawQuery();
    String target = query == null ? url.getRawPath() : url.getRawPath() + '?' + query;
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
    PassedHeaders.request(
        exchange.getRequest().getHeaders(), request.headers(), instance.authority());
    request
        .headers()
        .set(HttpHeaders.CONNECTION, "Upgrade")
        .set(HttpHeaders.UPGRADE, "websocket")
        .remove(HttpHeaders.CONTENT_LENGTH);
    Trace.of(exchange).handOn(request.headers());
    if (request.headers().contains(HandshakeRules.PROTOCOLS)) {
      request.headers().set(HandshakeRules.PROTOCOLS, HandshakeRules.PROTOCOL);
    }
    return request;
  }

  private static void copy(
      HttpResponse answer,
      HttpServerResponse server,
      ServerHttpResponse response,
      HttpStatusCode status) {
    response.setStatusCode(status);
    PassedHeaders.answer(answer.headers(), server.responseHeaders());
  }

  private static HttpStatusCode statusOf(HttpResponse answer) {
    int status = answer.status().code();
    if (status < 400) {
      throw ProblemException.of(
          HttpStatus.BAD_GATEWAY,
          "upstream.unreachable",
          "The service behind this path opens no sockets. Try again.");
    }
    return HttpStatusCode.valueOf(status);
  }
}
