package dev.parley.gateway.route;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Leads requests of plain routes to their services by the short way. What is left goes on to
 * Spring: the gateway's own pages, and routes with predicates and filters of their own.
 */
@Component
@Order(4)
class PlainRoutes implements WebFilter, SmartLifecycle {

  private final RouteDefinitionLocator definitions;
  private final RouteLocator locator;
  private final GatewayProperties properties;
  private final ShortWay shortWay;
  private volatile @Nullable List<KnownRoute> routes;

  PlainRoutes(
      RouteDefinitionLocator definitions,
      RouteLocator locator,
      GatewayProperties properties,
      ShortWay shortWay) {
    this.definitions = definitions;
    this.locator = locator;
    this.properties = properties;
    this.shortWay = shortWay;
  }

  /** Before the first request is taken. */
  @Override
  public void start() {
    Map<String, Route> byId =
        locator
            .getRoutes()
            .toStream()
            .collect(Collectors.toMap(Route::getId, Function.identity(), (first, _) -> first));
    routes =
        properties.getDefaultFilters().isEmpty()
            ? definitions
                .getRouteDefinitions()
                .toStream()
                .flatMap(definition -> known(definition, byId.get(definition.getId())))
                .sorted(Comparator.comparingInt(known -> known.route().getOrder()))
                .toList()
            : List.of();
  }

  private static Stream<KnownRoute> known(RouteDefinition definition, @Nullable Route route) {
    return route == null ? Stream.empty() : Stream.of(KnownRoute.of(definition, route));
  }

  @Override
  public void stop() {
    routes = null;
  }

  @Override
  public boolean isRunning() {
    return routes != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Route route = plainRouteOf(exchange.getRequest());
    if (route == null) {
      return chain.filter(exchange);
    }
    exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, route);
    return shortWay.take(exchange);
  }

  /** The first that fits, where that is a plain one. */
  private @Nullable Route plainRouteOf(ServerHttpRequest request) {
    List<KnownRoute> all = routes;
    if (all == null) {
      return null;
    }
    String method = request.getMethod().name();
    PathContainer path = request.getPath().pathWithinApplication();
    for (KnownRoute known : all) {
      if (known.isStrange()) {
        return null;
      }
      if (known.matches(method, path)) {
        return known.plain() ? known.route() : null;
      }
    }
    return null;
  }
}
