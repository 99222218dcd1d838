package dev.parley.gateway.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.util.EnumSet;
import java.util.Set;

/** Makes compressors of one level. */
final class Compressors {

  /** At these qualities Brotli is as quick as zlib at the level, or quicker, and no larger. */
  private static final int BROTLI_BELOW = 2;

  /** What is made once and kept may take longer, but not so long that a loop stands still. */
  private static final int BROTLI_KEPT = 6;

  private static final int BROTLI_WINDOW = 18;
  private static final int BROTLI_WINDOW_KEPT = 22;

  private final DeflaterPool gzip;
  private final DeflaterPool deflate;
  private final Encoder.Parameters brotli;
  private final Encoder.Parameters brotliKept;

  Compressors(int level) {
    gzip = new DeflaterPool(level, true);
    deflate = new DeflaterPool(level, false);
    brotli = Encoder.Parameters.create(Math.max(1, level - BROTLI_BELOW), BROTLI_WINDOW);
    brotliKept =
        Encoder.Parameters.create(Math.max(BROTLI_KEPT, level - BROTLI_BELOW), BROTLI_WINDOW_KEPT);
  }

  /** Brotli is native code, which there is not for every machine. */
  Set<Coding> offered() {
    return Brotli4jLoader.isAvailable()
        ? EnumSet.allOf(Coding.class)
        : EnumSet.of(Coding.GZIP, Coding.DEFLATE);
  }

  /** For a body of which a copy is kept. */
  Compressor ofKept(Coding coding) {
    return coding == Coding.BR ? new BrotliCompressor(brotliKept) : of(coding);
  }

  Compressor of(Coding coding) {
    return switch (coding) {
      case BR -> new BrotliCompressor(brotli);
      case GZIP -> new GzipCompressor(new DeflateCompressor(gzip));
      case DEFLATE -> new DeflateCompressor(deflate);
    };
  }
}
