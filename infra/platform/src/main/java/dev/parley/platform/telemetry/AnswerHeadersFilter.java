package dev.parley.platform.telemetry;

import dev.parley.platform.problem.TraceIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells the client the trace id and what the request cost until its answer began to flow, and the
 * operator which operations take long.
 */
final class AnswerHeadersFilter extends OncePerRequestFilter {

  private final TraceIds traceIds;
  private final SlowOperations slow;

  AnswerHeadersFilter(TraceIds traceIds, SlowOperations slow) {
    this.traceIds = traceIds;
    this.slow = slow;
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
      slow.tell(costs, () -> nameOf(request));
    }
  }

  private static String nameOf(HttpServletRequest request) {
    Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return request.getMethod() + ' ' + (route == null ? "(no route)" : route);
  }
}
