package dev.parley.platform.overload;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Tells when the work is done and the answer begins. From then on it is the client who takes time,
 * and a slow one must not keep a place that others wait for.
 */
final class BegunResponse extends HttpServletResponseWrapper {

  private final Runnable told;
  private boolean begun;

  BegunResponse(HttpServletResponse response, Runnable told) {
    super(response);
    this.told = told;
  }

  /** What comes after the first time does nothing. */
  void begin() {
    if (!begun) {
      begun = true;
      told.run();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    begin();
    return super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    begin();
    return super.getWriter();
  }
}
