package dev.parley.gateway.request;

import dev.parley.platform.problem.TraceIds;
import dev.parley.platform.telemetry.Telemetry;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Trace id, time taken, and what keeps browsers from guessing, on every answer. */
@Component
@Order(0)
class AnswerHeaders implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    long start = System.nanoTime();
    ServerHttpResponse response = exchange.getResponse();
    response.beforeCommit(
        () -> {
          HttpHeaders headers = response.getHeaders();
          String traceId = TraceIds.of(exchange);
          if (traceId != null) {
            headers.set(Telemetry.REQUEST_ID_HEADER, traceId);
          }
          headers.add(Telemetry.SERVER_TIMING_HEADER, "gw;dur=" + milliseconds(start));
          headers.set("X-Content-Type-Options", "nosniff");
          headers.set("X-Frame-Options", "DENY");
          headers.set("Referrer-Policy", "no-referrer");
          return Mono.empty();
        });
    return chain.filter(exchange);
  }

  private static String milliseconds(long start) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e6);
  }
}
