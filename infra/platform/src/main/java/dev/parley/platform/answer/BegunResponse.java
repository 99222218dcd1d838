package dev.parley.platform.answer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/** Knows when the work is done and the answer begins. From then on the client takes the time. */
public abstract class BegunResponse extends HttpServletResponseWrapper {

  private boolean begun;

  protected BegunResponse(HttpServletResponse response) {
    super(response);
  }

  /** Once, and before the first byte leaves. */
  protected abstract void begun();

  /** Also where nobody reached out for a body; what comes after the first time does nothing. */
  public final void begin() {
    if (!begun) {
      begun = true;
      begun();
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

  @Override
  public void flushBuffer() throws IOException {
    begin();
    super.flushBuffer();
  }

  @Override
  public void sendError(int status) throws IOException {
    begin();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    begin();
    super.sendError(status, message);
  }
}
