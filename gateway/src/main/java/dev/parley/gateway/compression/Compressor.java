package dev.parley.gateway.compression;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Compresses one body, part by part. */
interface Compressor extends AutoCloseable {

  /** Takes all of the part; what there is to say so far goes out. */
  void write(ByteBuffer part, OutputStream out) throws IOException;

  void finish(OutputStream out) throws IOException;

  /** Whether it came to an end or not. */
  @Override
  void close();
}
