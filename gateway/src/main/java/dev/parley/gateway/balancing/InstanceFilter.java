package dev.parley.gateway.balancing;

import dev.parley.gateway.request.KeptBody;
import dev.parley.gateway.route.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Leads a request to an instance of its route's service, and to another one where that does no
 * harm. In place of Spring's load balancer and its retries, which know nothing of each other.
 */
@Component
@EnableConfigurationProperties(RetrySettings.class)
public class InstanceFilter implements Stage {

  /** The {@link Instance} that a request goes to, for who stays there longer than the answer. */
  public static final String INSTANCE = Instance.class.getName();

  private static final String KEY = "Idempotency-Key";

  private final Instances instances;
  private final Retries retries;
  private final Map<String, Routing> routes = new ConcurrentHashMap<>();

  InstanceFilter(Instances instances, RetrySettings settings, MeterRegistry meters) {
    this.instances = instances;
    this.retries =
        new Retries(
            settings,
            new RetryBudget(settings, System::nanoTime),
            failure -> counted(failure, meters).increment());
  }

  private static Counter counted(Failure failure, MeterRegistry meters) {
    return meters.counter("gateway.retries", "why", failure.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public int getOrder() {
    return INSTANCE_ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    if (!"lb".equals(route.getUri().getScheme())) {
      return chain.filter(exchange);
    }
    Routing routing = routingOf(route);
    ServerHttpRequest request = exchange.getRequest();
    HttpMethod method = request.getMethod();
    boolean reads = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    boolean harmless = reads || (routing.knowsRepetitions() && canBeRepeated(request));
    return new Attempts(
        routing,
        retries,
        harmless,
        instance -> {
          exchange.getAttributes().put(INSTANCE, instance);
          return chain.filter(exchange);
        });
  }

  private Routing routingOf(Route route) {
    Routing known = routes.get(route.getId());
    if (known == null) {
      Service service = instances.of(Routing.serviceName(route.getUri()));
      known = Routing.of(service, route.getMetadata());
      routes.put(route.getId(), known);
    }
    return known;
  }

  private static boolean canBeRepeated(ServerHttpRequest request) {
    return request instanceof KeptBody && request.getHeaders().containsKey(KEY);
  }
}
