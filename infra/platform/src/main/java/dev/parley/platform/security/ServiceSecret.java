package dev.parley.platform.security;

import java.util.HexFormat;

/**
 * What a service proves to the issuer of tokens that it is itself by: derived from the secret that
 * both have, so that there is none more to be set and kept.
 */
public final class ServiceSecret {
  private ServiceSecret() {}

  /**
   * @param secret the installation's
   * @param client the service's name
   */
  public static String of(String secret, String client) {
    return HexFormat.of().formatHex(Hmac.sha256(secret, "client " + client));
  }
}
