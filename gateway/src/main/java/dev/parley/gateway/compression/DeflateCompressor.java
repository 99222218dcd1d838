package dev.parley.gateway.compression;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** What zlib makes of it. */
final class DeflateCompressor implements Compressor {

  private final DeflaterPool pool;
  private final byte[] made = new byte[4096];
  private @Nullable Deflater deflater;

  DeflateCompressor(DeflaterPool pool) {
    this.pool = pool;
    this.deflater = pool.take();
  }

  @Override
  public void write(ByteBuffer part, OutputStream out) throws IOException {
    Deflater open = open();
    open.setInput(part);
    while (!open.needsInput()) {
      pass(open, out);
    }
  }

  @Override
  public void finish(OutputStream out) throws IOException {
    Deflater open = open();
    open.finish();
    while (!open.finished()) {
      pass(open, out);
    }
    close();
  }

  private void pass(Deflater open, OutputStream out) throws IOException {
    out.write(made, 0, open.deflate(made));
  }

  private Deflater open() {
    if (deflater == null) {
      throw new IllegalStateException("this body has come to its end");
    }
    return deflater;
  }

  @Override
  public void close() {
    if (deflater != null) {
      pool.giveBack(deflater);
      deflater = null;
    }
  }
}
