package dev.parley.gateway.compression;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer on its way through a compressor. Until so much of it has come that
 * compressing is worth it, it is kept as it is.
 */
final class CompressedBody {

  private final Coding coding;
  private final Compressor compressor;
  private final CompressionMeters meters;
  private final long minBytes;
  private final ByteBufAllocator memory;

  private @Nullable ByteBuf kept;
  private boolean compressing;
  private long before;
  private long after;
  private long nanos;

  CompressedBody(
      Coding coding,
      Compressor compressor,
      CompressionMeters meters,
      long minBytes,
      ByteBufAllocator memory) {
    this.coding = coding;
    this.compressor = compressor;
    this.meters = meters;
    this.minBytes = minBytes;
    this.memory = memory;
  }

  Coding coding() {
    return coding;
  }

  /** False for a body that came to its end before it was worth it. */
  boolean isCompressed() {
    return compressing;
  }

  /** How much there is to send. */
  int readableBytes() {
    return kept == null ? 0 : kept.readableBytes();
  }

  /** Takes the part over. */
  void add(ByteBuf part) throws IOException {
    try {
      before += part.readableBytes();
      if (compressing) {
        compress(part);
      } else if (before < minBytes) {
        room(part.readableBytes()).writeBytes(part);
      } else {
        compressing = true;
        compressKept();
        compress(part);
      }
    } finally {
      part.release();
    }
  }

  void end() throws IOException {
    if (compressing) {
      long start = System.nanoTime();
      try (var out = new ByteBufOutputStream(room(64))) {
        compressor.finish(out);
        after += out.writtenBytes();
      }
      nanos += System.nanoTime() - start;
      meters.compressed(coding, before, after, nanos);
    }
    compressor.close();
  }

  /** What there is to send; it is whoever takes it who releases it. */
  ByteBuf take() {
    ByteBuf taken = kept;
    kept = null;
    return taken == null ? Unpooled.EMPTY_BUFFER : taken;
  }

  /** For answers that broke off. */
  void giveUp() {
    take().release();
    compressor.close();
  }

  private void compressKept() throws IOException {
    if (kept != null) {
      ByteBuf first = take();
      try {
        compress(first);
      } finally {
        first.release();
      }
    }
  }

  private void compress(ByteBuf part) throws IOException {
    long start = System.nanoTime();
    try (var out = new ByteBufOutputStream(room(part.readableBytes() / 4))) {
      for (ByteBuffer bytes : part.nioBuffers()) {
        if (bytes.hasRemaining()) {
          compressor.write(bytes, out);
        }
      }
      after += out.writtenBytes();
    }
    nanos += System.nanoTime() - start;
  }

  private ByteBuf room(int likely) {
    if (kept == null) {
      kept = memory.buffer(Math.max(512, likely));
    }
    return kept;
  }
}
