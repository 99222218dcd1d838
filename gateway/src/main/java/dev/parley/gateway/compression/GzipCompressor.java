package dev.parley.gateway.compression;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Deflate between gzip's header and its check (RFC 1952). */
final class GzipCompressor implements Compressor {

  /** The magic number, deflate, no flags, no time, no file system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final DeflateCompressor deflate;
  private final CRC32 check = new CRC32();
  private long length;
  private boolean begun;

  GzipCompressor(DeflateCompressor deflate) {
    this.deflate = deflate;
  }

  @Override
  public void write(ByteBuffer part, OutputStream out) throws IOException {
    begin(out);
    check.update(part.duplicate());
    length += part.remaining();
    deflate.write(part, out);
  }

  @Override
  public void finish(OutputStream out) throws IOException {
    begin(out);
    deflate.finish(out);
    littleEndian(check.getValue(), out);
    littleEndian(length, out);
  }

  private void begin(OutputStream out) throws IOException {
    if (!begun) {
      begun = true;
      out.write(HEADER);
    }
  }

  private static void littleEndian(long value, OutputStream out) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >> shift) & 0xff);
    }
  }

  @Override
  public void close() {
    deflate.close();
  }
}
