package dev.parley.gateway.forward;

import dev.parley.gateway.balancing.Instance;
import dev.parley.gateway.balancing.InstanceFilter;
import dev.parley.gateway.request.ClientChannel;
import dev.parley.gateway.route.Stage;
import dev.parley.gateway.trace.Trace;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.util.function.BooleanSupplier;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Calls the instance that was chosen; done when its answer begins. */
@Component
class Forwarding implements Stage {

  private final InstanceConnections connections;
  private final UpstreamFigures figures;

  Forwarding(InstanceConnections connections, UpstreamFigures figures) {
    this.connections = connections;
    this.figures = figures;
  }

  @Override
  public int getOrder() {
    return CALL_ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Instance instance = exchange.getAttribute(InstanceFilter.INSTANCE);
    if (instance == null) {
      return chain.filter(exchange);
    }
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    ServerHttpRequest asked = exchange.getRequest();
    String method = asked.getMethod().name();
    HttpHeaders headers = new DefaultHttpHeaders();
    PassedHeaders.request(asked.getHeaders(), headers, instance.authority());
    Trace.Call told = Trace.of(exchange).call(method, route.getUri().getHost(), headers);
    var call =
        new InstanceCall(
            connections,
            ClientChannel.of(exchange),
            instance,
            outgoing(asked, method, headers),
            new CallUnderWay(exchange, figures, route.getId(), method, told));
    BooleanSupplier sent = call::isSent;
    exchange.getAttributes().put(SENT, sent);
    return call;
  }

  private static OutgoingRequest outgoing(
      ServerHttpRequest asked, String method, HttpHeaders headers) {
    org.springframework.http.HttpHeaders announced = asked.getHeaders();
    boolean chunked = announced.containsKey(org.springframework.http.HttpHeaders.TRANSFER_ENCODING);
    boolean body = chunked || announced.getContentLength() > 0;
    if (chunked) {
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else if (!body && !method.equals("GET") && !method.equals("HEAD")) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
    }
    return new OutgoingRequest(
        HttpMethod.valueOf(method), target(asked.getURI()), headers, body ? asked.getBody() : null);
  }

  private static String target(URI asked) {
    String query = asked.getRawQuery();
    String path = asked.getRawPath();
    return query == null ? path : path + '?' + query;
  }
}
