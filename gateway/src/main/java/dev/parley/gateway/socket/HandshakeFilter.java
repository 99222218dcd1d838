package dev.parley.gateway.socket;

import dev.parley.gateway.request.ClientAddresses;
import dev.parley.gateway.request.ClientChannel;
import dev.parley.gateway.request.ExchangeRequest;
import dev.parley.gateway.request.IncomingRequest;
import dev.parley.gateway.request.Origin;
import dev.parley.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what {@link HandshakeRules} and {@link TokenRule} refuse, and more handshakes than there
 * may be: each costs as much as many requests, and after an outage all clients come back at once.
 * Marks what is one.
 */
@Component
@Order(2)
class HandshakeFilter implements WebFilter {

  /** Set for requests that open a socket. */
  static final String MARK = HandshakeFilter.class.getName();

  private final HandshakeRules rules;
  private final HandshakeTurns turns;
  private final Duration retrySpread;

  HandshakeFilter(
      @Value("${parley.gateway.allowed-origins}") Set<String> allowedOrigins,
      SocketSettings settings) {
    this.rules = new HandshakeRules(allowedOrigins);
    this.turns =
        new HandshakeTurns(
            settings.handshakesPerSecond(), settings.handshakeWait(), System::nanoTime);
    this.retrySpread = settings.retrySpread();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    IncomingRequest request = ExchangeRequest.of(exchange.getRequest());
    ProblemException inUrl = TokenRule.violation(request);
    if (inUrl != null) {
      return Mono.error(inUrl);
    }
    if (!rules.concern(request)) {
      return chain.filter(exchange);
    }
    ProblemException problem = rules.violation(request);
    if (problem != null) {
      return Mono.error(problem);
    }
    exchange.getAttributes().put(MARK, true);
    String network = Origin.of(ClientAddresses.seenBy(request), null).network();
    return turns
        .turn(ClientChannel.of(exchange).eventLoop(), network)
        .flatMap(mine -> mine ? chain.filter(exchange) : Mono.error(busy()));
  }

  private ProblemException busy() {
    long millis = ThreadLocalRandom.current().nextLong(1_000, 1_000 + retrySpread.toMillis());
    return ProblemException.unavailable(
        "socket.busy",
        "Many open sockets at once, and so many can in a second. Try again.",
        Duration.ofMillis(millis));
  }
}
