package dev.parley.platform.idempotency;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is held back until it is remembered. One that is too large for that goes on to the
 * client as it is written.
 */
final class KeptAnswer extends HttpServletResponseWrapper {

  /** What a request of the usual largest size, full of small things, is answered with. */
  static final int MOST = 2 << 20;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final Out out = new Out();
  private @Nullable PrintWriter writer;
  private boolean passing;

  KeptAnswer(HttpServletResponse response) {
    super(response);
  }

  /** {@code null}: it was too large. */
  byte @Nullable [] content() {
    flushWriter();
    return passing ? null : held.toByteArray();
  }

  /** Sends what is held back. */
  void release() throws IOException {
    flushWriter();
    if (!passing && held.size() > 0) {
      if (!isCommitted()) {
        super.setContentLength(held.size());
      }
      pass();
    }
  }

  private void flushWriter() {
    if (writer != null) {
      writer.flush();
    }
  }

  private void pass() throws IOException {
    passing = true;
    held.writeTo(super.getOutputStream());
    held.reset();
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return out;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer =
          new PrintWriter(new OutputStreamWriter(out, Charset.forName(getCharacterEncoding())));
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    flushWriter();
    if (passing) {
      super.flushBuffer();
    }
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    held.reset();
  }

  @Override
  public void reset() {
    super.reset();
    held.reset();
  }

  private final class Out extends ServletOutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!passing && held.size() + length > MOST) {
        pass();
      }
      if (passing) {
        KeptAnswer.super.getOutputStream().write(bytes, offset, length);
      } else {
        held.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (passing) {
        KeptAnswer.super.getOutputStream().flush();
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("answers are written as they are made");
    }
  }
}
