package dev.parley.gateway.access;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ReactiveProblems;
import dev.parley.platform.problem.TraceIds;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.TokenProblems;
import dev.parley.platform.telemetry.Telemetry;
import io.micrometer.tracing.Tracer;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The door: who may come in at all, and what of a request is believed. */
@Component
@Order(0)
class AccessFilter implements WebFilter {

  private static final String BEARER = "bearer ";

  private final Tokens tokens;
  private final Revocations revocations;
  private final ReactiveProblems problems;
  private final TraceIds traceIds;
  private final long maxBody;
  private final @Nullable Pattern trustedProxies;

  AccessFilter(
      Tokens tokens,
      Revocations revocations,
      ReactiveProblems problems,
      ObjectProvider<Tracer> tracer,
      @Value("${parley.gateway.max-body}") DataSize maxBody,
      @Value("${parley.gateway.trusted-proxies}") String trustedProxies) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.problems = problems;
    this.traceIds = new TraceIds(tracer);
    this.maxBody = maxBody.toBytes();
    this.trustedProxies = trustedProxies.isBlank() ? null : Pattern.compile(trustedProxies);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    answerHeaders(exchange);
    ServerHttpRequest request = exchange.getRequest();
    if (request.getHeaders().getContentLength() > maxBody) {
      return problems.write(
          ProblemException.tooLarge(
              "request.too_large", "The body may have at most %d bytes.".formatted(maxBody)),
          exchange);
    }
    ServerWebExchange cleaned = exchange.mutate().request(believed(request)).build();
    return admit(request)
        .then(Mono.defer(() -> chain.filter(cleaned)))
        .onErrorResume(ProblemException.class, problem -> problems.write(problem, exchange));
  }

  private Mono<Void> admit(ServerHttpRequest request) {
    String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return PublicPaths.contains(request) ? Mono.empty() : Mono.error(TokenProblems.missing());
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return Mono.error(TokenProblems.invalid());
    }
    return tokens
        .verify(header.substring(BEARER.length()).strip())
        .flatMap(caller -> stillWelcome(caller, request));
  }

  private Mono<Void> stillWelcome(Caller caller, ServerHttpRequest request) {
    if (request.getPath().value().startsWith("/actuator") && !caller.hasScope("ops")) {
      return Mono.error(ProblemException.forbidden("access.denied", "This token may not do that."));
    }
    if (caller.sessionId() == null) {
      return Mono.empty();
    }
    return revocations
        .revoked(caller.sessionId())
        .flatMap(revoked -> revoked ? Mono.error(TokenProblems.invalid()) : Mono.empty());
  }

  /** What a client says of itself by header is not believed, unless a trusted proxy said it. */
  private ServerHttpRequest believed(ServerHttpRequest request) {
    return request
        .mutate()
        .headers(
            headers -> {
              headers.remove("X-User-Id");
              headers.remove("X-User-Role");
              if (!fromTrustedProxy(request)) {
                headers
                    .keySet()
                    .removeIf(
                        name ->
                            name.equalsIgnoreCase("Forwarded")
                                || name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-"));
              }
            })
        .build();
  }

  private boolean fromTrustedProxy(ServerHttpRequest request) {
    InetSocketAddress peer = request.getRemoteAddress();
    return trustedProxies != null
        && peer != null
        && peer.getAddress() != null
        && trustedProxies.matcher(peer.getAddress().getHostAddress()).matches();
  }

  private void answerHeaders(ServerWebExchange exchange) {
    long start = System.nanoTime();
    String traceId = traceIds.current();
    var response = exchange.getResponse();
    response.beforeCommit(
        () -> {
          HttpHeaders headers = response.getHeaders();
          if (traceId != null) {
            headers.set(Telemetry.REQUEST_ID_HEADER, traceId);
          }
          headers.add(
              Telemetry.SERVER_TIMING_HEADER, "gw;dur=" + (System.nanoTime() - start) / 1e6);
          headers.set("X-Content-Type-Options", "nosniff");
          headers.set("X-Frame-Options", "DENY");
          headers.set("Referrer-Policy", "no-referrer");
          return Mono.empty();
        });
  }
}
