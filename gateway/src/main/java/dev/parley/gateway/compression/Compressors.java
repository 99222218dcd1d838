package dev.parley.gateway.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.util.EnumSet;
import java.util.Set;

/** Makes compressors of one level. */
final class Compressors {

  /** At these qualities Brotli is as quick as zlib at the level, or quicker, and no larger. */
  private static final int BROTLI_BELOW = 2;

  private final DeflaterPool gzip;
  private final DeflaterPool deflate;
  private final Encoder.Parameters brotli;

  Compressors(int level) {
    gzip = new DeflaterPool(level, true);
    deflate = new DeflaterPool(level, false);
    brotli = Encoder.Parameters.create(Math.max(1, level - BROTLI_BELOW), 18);
  }

  /** Brotli is native code, which there is not for every machine. */
  Set<Coding> offered() {
    return Brotli4jLoader.isAvailable()
        ? EnumSet.allOf(Coding.class)
        : EnumSet.of(Coding.GZIP, Coding.DEFLATE);
  }

  Compressor of(Coding coding) {
    return switch (coding) {
      case BR -> new BrotliCompressor(brotli);
      case GZIP -> new GzipCompressor(new DeflateCompressor(gzip));
      case DEFLATE -> new DeflateCompressor(deflate);
    };
  }
}
