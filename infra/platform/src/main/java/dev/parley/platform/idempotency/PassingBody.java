package dev.parley.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A body that may be large: it is hashed as it goes by, and not kept. */
final class PassingBody extends HttpServletRequestWrapper {

  private final Runnable progress;
  private @Nullable Hashing stream;

  /**
   * @param progress called now and then while bytes come
   */
  PassingBody(HttpServletRequest request, Runnable progress) {
    super(request);
    this.progress = progress;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    Hashing current = stream;
    if (current == null) {
      current = new Hashing(super.getInputStream(), new Fingerprint(boundary()), progress);
      stream = current;
    }
    return current;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
  }

  private byte[] boundary() {
    try {
      String type = getContentType();
      String boundary =
          type == null ? null : MediaType.parseMediaType(type).getParameter("boundary");
      return boundary == null ? new byte[0] : boundary.replace("\"", "").getBytes(UTF_8);
    } catch (InvalidMediaTypeException _) {
      return new byte[0];
    }
  }

  /** Of all of it: what nobody has read is read now. */
  byte[] fingerprint() throws IOException {
    ServletInputStream rest = getInputStream();
    rest.transferTo(OutputStream.nullOutputStream());
    return ((Hashing) rest).fingerprint.get();
  }

  private static final class Hashing extends ServletInputStream {
    private final ServletInputStream in;
    private final Fingerprint fingerprint;
    private final Runnable progress;

    Hashing(ServletInputStream in, Fingerprint fingerprint, Runnable progress) {
      this.in = in;
      this.fingerprint = fingerprint;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        fingerprint.update(buffer, offset, read);
        progress.run();
      }
      return read;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("bodies are read by blocking");
    }
  }
}
