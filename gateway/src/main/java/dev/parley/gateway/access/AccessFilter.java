package dev.parley.gateway.access;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ReactiveProblems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.TokenProblems;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** The door: who may come in at all. What they may do there, each service decides. */
@Component
@Order(3)
class AccessFilter implements WebFilter {

  private static final String BEARER = "bearer ";

  /** Matched as routes are, on the decoded path: {@code /%61ctuator} leads to the same place. */
  private static final PathPattern ACTUATOR = pattern("/actuator/**");

  private static final PathPattern SOCKET = pattern("/ws");

  private final Tokens tokens;
  private final Revocations revocations;
  private final WebSocketOrigins origins;
  private final ReactiveProblems problems;

  AccessFilter(
      Tokens tokens, Revocations revocations, WebSocketOrigins origins, ReactiveProblems problems) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.origins = origins;
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return admitted(exchange.getRequest())
        .flatMap(request -> chain.filter(exchange.mutate().request(request).build()))
        .onErrorResume(ProblemException.class, problem -> problems.write(problem, exchange));
  }

  /** The request as services are to see it. */
  private Mono<ServerHttpRequest> admitted(ServerHttpRequest request) {
    if (isAt(SOCKET, request) && !origins.allows(request)) {
      return Mono.error(
          ProblemException.forbidden(
              "origin.not_allowed", "Pages from this origin may not open a socket here."));
    }
    // where no token is needed none is looked at, so a worn-out one does no harm
    if (PublicPaths.contains(request)) {
      return Mono.just(request);
    }
    String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Mono.error(TokenProblems.missing());
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return Mono.error(TokenProblems.invalid());
    }
    String token = header.substring(BEARER.length()).strip();
    return tokens
        .verify(token)
        .flatMap(
            verified ->
                stillWelcome(verified.caller(), request)
                    .thenReturn(
                        verified.accessToken().equals(token)
                            ? request
                            : carrying(verified.accessToken(), request)));
  }

  private static ServerHttpRequest carrying(String accessToken, ServerHttpRequest request) {
    return request.mutate().headers(headers -> headers.setBearerAuth(accessToken)).build();
  }

  private Mono<Void> stillWelcome(Caller caller, ServerHttpRequest request) {
    if (isAt(ACTUATOR, request) && !caller.hasScope("ops")) {
      return Mono.error(ProblemException.forbidden("access.denied", "This token may not do that."));
    }
    if (caller.sessionId() == null) {
      return Mono.empty();
    }
    return revocations
        .revoked(caller.sessionId())
        .flatMap(revoked -> revoked ? Mono.error(TokenProblems.invalid()) : Mono.empty());
  }

  private static PathPattern pattern(String pattern) {
    return PathPatternParser.defaultInstance.parse(pattern);
  }

  private static boolean isAt(PathPattern pattern, ServerHttpRequest request) {
    return pattern.matches(request.getPath().pathWithinApplication());
  }
}
