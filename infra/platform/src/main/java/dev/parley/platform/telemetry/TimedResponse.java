package dev.parley.platform.telemetry;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Headers leave before the body, so the time is told when somebody reaches out for the body:
 * nothing of it is held back, however long it is.
 */
final class TimedResponse extends HttpServletResponseWrapper {

  private final RequestCosts costs;
  private boolean stamped;

  TimedResponse(HttpServletResponse response, RequestCosts costs) {
    super(response);
    this.costs = costs;
  }

  void stamp() {
    if (!stamped && !isCommitted()) {
      stamped = true;
      setHeader(Telemetry.SERVER_TIMING_HEADER, costs.serverTiming());
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    stamp();
    return super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    stamp();
    return super.getWriter();
  }

  @Override
  public void flushBuffer() throws IOException {
    stamp();
    super.flushBuffer();
  }

  @Override
  public void sendError(int status) throws IOException {
    stamp();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    stamp();
    super.sendError(status, message);
  }
}
