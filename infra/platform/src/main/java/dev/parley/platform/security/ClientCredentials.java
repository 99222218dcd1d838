package dev.parley.platform.security;

import java.util.Map;

/** By which a service shows the issuer of tokens who it is (OAuth 2.0, RFC 6749, 4.4). */
public record ClientCredentials(String client, String secret, String scope) {

  Map<String, String> form() {
    return Map.of(
        "grant_type",
        "client_credentials",
        "client_id",
        client,
        "client_secret",
        secret,
        "scope",
        scope);
  }

  @Override
  public String toString() {
    return "ClientCredentials[client=%s, scope=%s]".formatted(client, scope);
  }
}
