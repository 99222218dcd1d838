package dev.parley.realtime.ops;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ReactiveProblems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.TokenProblems;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Over HTTP there is only what operators look at, and it takes scope {@code ops}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class OpsFilter implements WebFilter {

  private static final Set<String> OPEN =
      Set.of("/livez", "/readyz", "/internal/health", "/internal/openapi");
  private static final String BEARER = "Bearer ";

  private final JwtDecoder decoder;
  private final ReactiveProblems problems;

  OpsFilter(JwtDecoder decoder, ReactiveProblems problems) {
    this.decoder = decoder;
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (OPEN.contains(exchange.getRequest().getPath().value())) {
      return chain.filter(exchange);
    }
    String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return Mono.fromRunnable(() -> requireOps(header))
        .subscribeOn(Schedulers.boundedElastic())
        .then(Mono.defer(() -> chain.filter(exchange)))
        .onErrorResume(ProblemException.class, problem -> problems.write(problem, exchange));
  }

  private void requireOps(@Nullable String header) {
    if (header == null || !header.startsWith(BEARER)) {
      throw TokenProblems.missing();
    }
    try {
      if (!Caller.of(decoder.decode(header.substring(BEARER.length()))).hasScope("ops")) {
        throw ProblemException.forbidden("access.denied", "This token may not do that.");
      }
    } catch (JwtException e) {
      throw TokenProblems.of(e);
    } catch (IllegalArgumentException _) {
      throw TokenProblems.invalid();
    }
  }
}
