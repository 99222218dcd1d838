package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a service proves to the issuer of tokens that it is itself by: derived from the secret that
 * both have, so that there is none more to be set and kept.
 */
public final class ServiceSecret {
  private static final String HMAC = "HmacSHA256";

  private ServiceSecret() {}

  /**
   * @param secret the installation's
   * @param client the service's name
   */
  public static String of(String secret, String client) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(("client " + client).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
