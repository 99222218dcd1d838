package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tokens are remembered by their hash: what is in memory or in a table opens no door. */
public final class TokenHash {

  private TokenHash() {}

  /** A plain hash is enough: tokens are random or signed, there is nothing to guess. */
  public static byte[] of(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static ByteBuffer keyOf(String token) {
    return ByteBuffer.wrap(of(token));
  }
}
