package dev.parley.chat.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * A body that has to come in time, and not by a byte now and then. Held against the pace is only
 * what was waited for the client: a slow storage is not its fault.
 */
final class PacedBody extends FilterInputStream {

  private final FileProperties.Uploads settings;
  private final LongSupplier nanoTime;
  private final long begun;
  private long waited;
  private long size;

  PacedBody(InputStream in, FileProperties.Uploads settings, LongSupplier nanoTime) {
    super(in);
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    long before = nanoTime.getAsLong();
    int read = in.read(buffer, offset, length);
    long now = nanoTime.getAsLong();
    waited += now - before;
    size += Math.max(read, 0);
    if (now - begun > settings.within().toNanos() || size < expected()) {
      throw new SocketTimeoutException("%d bytes in %d ms".formatted(size, waited / 1_000_000));
    }
    return read;
  }

  /** Nothing of what may be silence: that is ended by a timeout of its own. */
  private double expected() {
    double late = (waited - settings.silentFor().toNanos()) / 1e9;
    return late * settings.leastPerSecond().toBytes();
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
