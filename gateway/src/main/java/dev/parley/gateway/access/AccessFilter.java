package dev.parley.gateway.access;

import dev.parley.gateway.limit.Admission;
import dev.parley.gateway.limit.Applicable;
import dev.parley.gateway.limit.Limits;
import dev.parley.gateway.limit.Who;
import dev.parley.gateway.request.ClientAddresses;
import dev.parley.gateway.request.ExchangeRequest;
import dev.parley.gateway.request.IncomingRequest;
import dev.parley.gateway.request.Origin;
import dev.parley.gateway.trace.Trace;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ReactiveProblems;
import dev.parley.platform.security.TokenProblems;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The door: who may come in at all, and how often. What they may do there, each service decides.
 */
@Component
@Order(3)
class AccessFilter implements WebFilter {

  private final Credentials credentials;
  private final Limits limits;
  private final ReactiveProblems problems;

  AccessFilter(Credentials credentials, Limits limits, ReactiveProblems problems) {
    this.credentials = credentials;
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    IncomingRequest request = ExchangeRequest.of(exchange.getRequest());
    if (PublicPaths.isWatched(request)) {
      return chain.filter(exchange);
    }
    // an API token may have to be exchanged first
    CompletableFuture<Guest> who = Trace.of(exchange).asking(() -> credentials.of(request));
    return soon(who, guest -> counted(guest, request, exchange, chain))
        .onErrorResume(ProblemException.class, problem -> problems.write(problem, exchange));
  }

  private Mono<Void> counted(
      Guest guest, IncomingRequest request, ServerWebExchange exchange, WebFilterChain chain) {
    Origin origin = Origin.of(ClientAddresses.seenBy(request), request.header("User-Agent"));
    Who who = guest.who(origin);
    Applicable applicable = limits.applyingTo(request, who);
    Trace trace = Trace.of(exchange);
    if (applicable.needsAccount()) {
      return AccountBody.of(exchange.getRequest())
          .flatMap(
              body ->
                  soon(
                      trace.asking(() -> limits.admit(applicable, who, body.account())),
                      admission ->
                          admitted(
                              admission,
                              guest,
                              exchange.mutate().request(body.request()).build(),
                              chain)));
    }
    return soon(
        trace.asking(() -> limits.admit(applicable, who, null)),
        admission -> admitted(admission, guest, exchange, chain));
  }

  private static Mono<Void> admitted(
      Admission admission, Guest guest, ServerWebExchange exchange, WebFilterChain chain) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    if (admission.policies() != null) {
      headers.set(Admission.POLICIES_HEADER, admission.policies());
      headers.set(Admission.STATE_HEADER, admission.state());
    }
    ProblemException problem = problem(admission, guest, exchange.getRequest().getPath().value());
    return problem == null ? chain.filter(shown(guest, exchange)) : Mono.error(problem);
  }

  private static @Nullable ProblemException problem(Admission admission, Guest guest, String path) {
    if (admission.refusal() != null) {
      return admission.refusal();
    }
    return switch (guest) {
      case Guest.Unknown unknown -> unknown.problem();
      case Guest.Known _ when admission.revoked() -> TokenProblems.invalid();
      case Guest.Known known when isActuator(path) && !known.caller().hasScope("ops") ->
          ProblemException.forbidden("access.denied", "This token may not do that.");
      case Guest.Known _, Guest.Named _ -> null;
    };
  }

  private static boolean isActuator(String path) {
    return path.equals("/actuator") || path.startsWith("/actuator/");
  }

  /** The request as services are to see it. */
  private static ServerWebExchange shown(Guest guest, ServerWebExchange exchange) {
    return guest instanceof Guest.Known known && known.exchanged()
        ? exchange
            .mutate()
            .request(
                request -> request.headers(headers -> headers.setBearerAuth(known.accessToken())))
            .build()
        : exchange;
  }

  /** Without a detour where the answer is there already. */
  private static <T> Mono<Void> soon(CompletableFuture<T> answer, Function<T, Mono<Void>> then) {
    return answer.state() == CompletableFuture.State.SUCCESS
        ? then.apply(answer.resultNow())
        : Mono.fromFuture(answer, true).flatMap(then);
  }
}
