package dev.parley.platform.telemetry;

import dev.parley.platform.answer.BegunResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Headers leave before the body, so the time is told when somebody reaches out for the body:
 * nothing of it is held back, however long it is.
 */
final class TimedResponse extends BegunResponse {

  private final RequestCosts costs;

  TimedResponse(HttpServletResponse response, RequestCosts costs) {
    super(response);
    this.costs = costs;
  }

  @Override
  protected void begun() {
    if (!isCommitted()) {
      setHeader(Telemetry.SERVER_TIMING_HEADER, costs.serverTiming());
    }
  }
}
