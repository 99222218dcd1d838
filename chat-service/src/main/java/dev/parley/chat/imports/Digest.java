package dev.parley.chat.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Of parts that cannot run into each other: each goes in with its length. */
final class Digest {

  private final MessageDigest digest;

  Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Digest add(@Nullable Object part) {
    byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(0, part == null ? -1 : bytes.length));
    digest.update(bytes);
    return this;
  }

  /** In hexadecimal. */
  String value() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
