package dev.parley.gateway.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBuffer;

/** Entity tags for answers that came without one: like the services', 96 bits of SHA-256. */
final class MadeTags {

  private static final int BYTES = 12;

  private MadeTags() {}

  static String of(byte[] body) {
    MessageDigest digest = digest();
    digest.update(body);
    return tag(digest);
  }

  /** Which is not read by that. */
  static String of(DataBuffer body) {
    MessageDigest digest = digest();
    try (DataBuffer.ByteBufferIterator parts = body.readableByteBuffers()) {
      while (parts.hasNext()) {
        digest.update(parts.next());
      }
    }
    return tag(digest);
  }

  private static String tag(MessageDigest digest) {
    return '"' + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + '"';
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
