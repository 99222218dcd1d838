package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What only somebody who has the key can make of a text: signatures, and keys for one purpose each
 * of a secret that serves several.
 */
public final class Hmac {

  private static final String SHA_256 = "HmacSHA256";

  private Hmac() {}

  public static byte[] sha256(String secret, String text) {
    return sha256(secret.getBytes(UTF_8), text.getBytes(UTF_8));
  }

  public static byte[] sha256(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(SHA_256);
      mac.init(new SecretKeySpec(key, SHA_256));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + SHA_256, e);
    }
  }
}
