package dev.parley.gateway.resilience;

import dev.parley.gateway.request.ClientChannel;
import dev.parley.gateway.route.Stage;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Puts the route's {@link Guard} before everything that has to do with instances. */
@Component
class GuardFilter implements Stage {

  private final Guards guards;

  GuardFilter(Guards guards) {
    this.guards = guards;
  }

  @Override
  public int getOrder() {
    return GUARD_ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Channel client = ClientChannel.of(exchange);
    if (!client.isActive()) {
      return Mono.error(new AbortedException("nobody waits for it any more"));
    }
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    HttpMethod method = exchange.getRequest().getMethod();
    return new Guarded(
        guards.of(route.getId(), route.getUri().getHost()),
        HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method),
        chain.filter(exchange),
        (nanos, task) -> schedule(client, nanos, task),
        () -> isSent(exchange));
  }

  private static boolean isSent(ServerWebExchange exchange) {
    BooleanSupplier sent = exchange.getAttribute(SENT);
    return sent == null || sent.getAsBoolean();
  }

  /** On the connection's own event loop: no other thread has to wake up for it. */
  private static Disposable schedule(Channel client, long nanos, Runnable task) {
    var scheduled = client.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
