package dev.parley.gateway.socket;

import dev.parley.gateway.request.ExchangeRequest;
import dev.parley.gateway.request.IncomingRequest;
import dev.parley.platform.problem.ProblemException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses what {@link HandshakeRules} refuse, and marks what is a handshake. */
@Component
@Order(2)
class HandshakeFilter implements WebFilter {

  /** Set for requests that open a socket. */
  static final String MARK = HandshakeFilter.class.getName();

  private final HandshakeRules rules;

  HandshakeFilter(@Value("${parley.gateway.allowed-origins}") Set<String> allowedOrigins) {
    this.rules = new HandshakeRules(allowedOrigins);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    IncomingRequest request = ExchangeRequest.of(exchange.getRequest());
    if (!rules.concern(request)) {
      return chain.filter(exchange);
    }
    ProblemException problem = rules.violation(request);
    if (problem != null) {
      return Mono.error(problem);
    }
    exchange.getAttributes().put(MARK, true);
    return chain.filter(exchange);
  }
}
