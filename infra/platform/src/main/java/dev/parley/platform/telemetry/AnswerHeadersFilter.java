package dev.parley.platform.telemetry;

import dev.parley.platform.problem.TraceIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Tells the client the trace id and the time spent. The time is known only when the answer is done,
 * and headers leave before the body: so the answer is held until then, except where it streams.
 */
final class AnswerHeadersFilter extends OncePerRequestFilter {

  private static final String EVENT_STREAM = "text/event-stream";

  private final TraceIds traceIds;

  AnswerHeadersFilter(TraceIds traceIds) {
    this.traceIds = traceIds;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String traceId = traceIds.current();
    if (traceId != null) {
      response.setHeader(Telemetry.REQUEST_ID_HEADER, traceId);
    }
    if (streams(request)) {
      chain.doFilter(request, response);
      return;
    }
    long start = System.nanoTime();
    var held = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, held);
    response.setHeader(
        Telemetry.SERVER_TIMING_HEADER, "app;dur=" + (System.nanoTime() - start) / 1e6);
    held.copyBodyToResponse();
  }

  private static boolean streams(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return request.getRequestURI().startsWith("/actuator")
        || (accept != null && accept.contains(EVENT_STREAM));
  }
}
