package dev.parley.gateway.request;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ReactiveProblems;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** How large a request may be, and what of it is believed. */
@Component
@EnableConfigurationProperties(BodyRules.class)
@Order(1)
class RequestRules implements WebFilter {

  /** Who a caller is, services read from the token and from nothing else. */
  private static final Set<String> IDENTITY =
      Set.of("x-user-id", "x-user-name", "x-user-role", "x-user-roles", "x-remote-user");

  private final ReactiveProblems problems;
  private final BodyRules bodies;
  private final ClientAddresses clients;

  RequestRules(
      ReactiveProblems problems,
      BodyRules bodies,
      @Value("${parley.gateway.trusted-proxies}") String trustedProxies) {
    this.problems = problems;
    this.bodies = bodies;
    this.clients = new ClientAddresses(trustedProxies);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    BodyRules.Rule body = bodies.of(request);
    if (request.getHeaders().getContentLength() > body.maxBytes()) {
      return problems.write(BoundedBody.tooLarge(body.maxBytes()), exchange);
    }
    ServerHttpRequest believed = new BoundedBody(believed(request), body);
    return chain
        .filter(exchange.mutate().request(believed).build())
        .onErrorResume(ProblemException.class, problem -> problems.write(problem, exchange));
  }

  /** What a client says of itself by header is not believed, unless a trusted proxy said it. */
  private ServerHttpRequest believed(ServerHttpRequest request) {
    boolean trusted = clients.isTrusted(request.getRemoteAddress());
    return request
        .mutate()
        .headers(
            headers -> {
              headers.keySet().removeIf(name -> isUnbelievable(name, trusted));
              String client = clients.addressOf(request);
              if (client != null) {
                headers.set(ClientAddresses.HEADER, client);
              }
            })
        .build();
  }

  private static boolean isUnbelievable(String header, boolean trusted) {
    String name = header.toLowerCase(Locale.ROOT);
    return IDENTITY.contains(name)
        || (!trusted && (name.equals("forwarded") || name.startsWith("x-forwarded-")));
  }
}
