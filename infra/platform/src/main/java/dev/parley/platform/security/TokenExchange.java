package dev.parley.platform.security;

import java.util.concurrent.CompletableFuture;

/**
 * Turns an API token, which only its issuer can check, into a short-lived access token, which every
 * service verifies for itself.
 */
@FunctionalInterface
public interface TokenExchange {

  /**
   * Fails with a {@link org.springframework.security.oauth2.jwt.BadJwtException} where the token is
   * none of ours or no longer one, and with an {@link ExchangeUnavailableException} where that
   * cannot be told just now. The answer may be shared: do not cancel it.
   */
  CompletableFuture<String> accessTokenFor(String apiToken);
}
