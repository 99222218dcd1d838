package dev.parley.platform.telemetry;

import dev.parley.platform.problem.TraceIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells the client the trace id and what the request cost until its answer began to flow, and the
 * operator which operations take long.
 */
final class AnswerHeadersFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger("dev.parley.slow-operations");

  private final TraceIds traceIds;
  private final double slow;

  AnswerHeadersFilter(TraceIds traceIds, Duration slow) {
    this.traceIds = traceIds;
    this.slow = slow.toNanos() / 1e9;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String traceId = traceIds.current();
    if (traceId != null) {
      response.setHeader(Telemetry.REQUEST_ID_HEADER, traceId);
    }
    RequestCosts costs = RequestCosts.begin();
    var timed = new TimedResponse(response, costs);
    try {
      chain.doFilter(request, timed);
      timed.begin();
    } finally {
      RequestCosts.end();
      if (costs.seconds() > slow) {
        tell(request, costs);
      }
    }
  }

  private static void tell(HttpServletRequest request, RequestCosts costs) {
    Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    log.warn(
        "slow operation: {} {} took {} s, {} s of it in {} statements",
        request.getMethod(),
        route == null ? "(no route)" : route,
        "%.3f".formatted(costs.seconds()),
        "%.3f".formatted(costs.databaseSeconds()),
        costs.statements());
  }
}
