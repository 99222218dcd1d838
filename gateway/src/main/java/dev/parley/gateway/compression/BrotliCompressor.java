package dev.parley.gateway.compression;

import com.aayushatharva.brotli4j.encoder.BrotliEncoderChannel;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** What Brotli's own encoder makes of it. */
final class BrotliCompressor implements Compressor {

  private static final int BUFFER = 16_384;

  private final Made made = new Made();
  private final BrotliEncoderChannel encoder;

  BrotliCompressor(Encoder.Parameters parameters) {
    try {
      encoder = new BrotliEncoderChannel(made, parameters, BUFFER);
    } catch (IOException e) {
      throw new IllegalStateException("Brotli's encoder does not start", e);
    }
  }

  @Override
  public void write(ByteBuffer part, OutputStream out) throws IOException {
    made.out = out;
    encoder.write(part);
  }

  @Override
  public void finish(OutputStream out) throws IOException {
    made.out = out;
    encoder.close();
  }

  @Override
  public void close() {
    try {
      // a second time it does nothing; what it says of a body that was broken off nobody hears
      made.out = OutputStream.nullOutputStream();
      encoder.close();
    } catch (IOException e) {
      throw new IllegalStateException("Brotli's encoder does not end", e);
    }
  }

  /** Where the encoder puts what it has made. */
  private static final class Made implements WritableByteChannel {

    private OutputStream out = OutputStream.nullOutputStream();
    private final byte[] copy = new byte[4096];

    @Override
    public int write(ByteBuffer part) throws IOException {
      int length = part.remaining();
      while (part.hasRemaining()) {
        int some = Math.min(copy.length, part.remaining());
        part.get(copy, 0, some);
        out.write(copy, 0, some);
      }
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // the answer goes on
    }
  }
}
