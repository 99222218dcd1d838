package dev.parley.gateway.failure;

import dev.parley.gateway.trace.Trace;
import dev.parley.platform.problem.ProblemException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets the operator find what a client was told with 502, 503 or 504 by the id in {@code
 * X-Request-Id}. It answers nothing itself and stands before the handler that does.
 */
@Component
@Order(-3)
class UpstreamFailures implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(UpstreamFailures.class);
  private static final int LONGEST_REASON = 300;

  private final UpstreamProblems problems;
  // services are named by routes, so there are few
  private final Map<String, SparingLog> logs = new ConcurrentHashMap<>();

  UpstreamFailures(UpstreamProblems problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ProblemException told = problems.translate(failure);
    if (told != null && told.status().is5xxServerError() && !exchange.getResponse().isCommitted()) {
      Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
      logs.computeIfAbsent(serviceOf(route), UpstreamFailures::logOf)
          .add(
              "%d %s at route %s (%s)"
                  .formatted(
                      told.status().value(),
                      told.code(),
                      route == null ? "-" : route.getId(),
                      reason(failure)),
              Trace.of(exchange).id());
    }
    return Mono.error(failure);
  }

  private static SparingLog logOf(String service) {
    return new SparingLog(
        service,
        log::warn,
        System::nanoTime,
        (task, wait) -> Schedulers.parallel().schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS));
  }

  private static String serviceOf(@Nullable Route route) {
    String host = route == null ? null : route.getUri().getHost();
    return host == null ? "no service" : host;
  }

  /** On one line, whatever an instance may have sent. */
  private static String reason(Throwable failure) {
    String text =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
  }
}
