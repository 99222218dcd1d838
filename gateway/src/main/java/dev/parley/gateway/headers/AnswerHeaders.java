package dev.parley.gateway.headers;

import dev.parley.gateway.request.ExchangeRequest;
import dev.parley.gateway.request.IncomingRequest;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ReactiveProblems;
import dev.parley.platform.problem.TraceIds;
import dev.parley.platform.telemetry.Telemetry;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Trace id, time taken, and what the rules say, on every answer; answers preflights itself. */
@Component
@Order(0)
class AnswerHeaders implements WebFilter {

  private static final long NANOS_A_TENTH = 100_000;

  private final AnswerRules rules;
  private final Cors cors;
  private final ReactiveProblems problems;

  AnswerHeaders(AnswerRules rules, Cors cors, ReactiveProblems problems) {
    this.rules = rules;
    this.cors = cors;
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    long start = System.nanoTime();
    IncomingRequest request = ExchangeRequest.of(exchange.getRequest());
    ServerHttpResponse response = exchange.getResponse();
    response.beforeCommit(
        () -> {
          HttpHeaders headers = response.getHeaders();
          String traceId = TraceIds.of(exchange);
          if (traceId != null) {
            headers.set(Telemetry.REQUEST_ID_HEADER, traceId);
          }
          headers.add(Telemetry.SERVER_TIMING_HEADER, serverTiming(System.nanoTime() - start));
          rules.apply(
              request, exchange.getRequest().getSslInfo() != null, new ExchangeAnswer(response));
          return Mono.empty();
        });
    return cors.isPreflight(request) ? preflight(request, exchange) : chain.filter(exchange);
  }

  private Mono<Void> preflight(IncomingRequest request, ServerWebExchange exchange) {
    if (!cors.allows(request)) {
      return problems.write(
          ProblemException.forbidden(
              "origin.not_allowed",
              "Pages from this origin may not read answers from here. The operator allows origins in"
                  + " PARLEY_ALLOWED_ORIGINS."),
          exchange);
    }
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatus.NO_CONTENT);
    cors.describe(new ExchangeAnswer(response));
    return response.setComplete();
  }

  /** In milliseconds to a tenth. */
  static String serverTiming(long nanos) {
    long tenths = (nanos + NANOS_A_TENTH / 2) / NANOS_A_TENTH;
    return "gw;dur=" + tenths / 10 + '.' + tenths % 10;
  }
}
