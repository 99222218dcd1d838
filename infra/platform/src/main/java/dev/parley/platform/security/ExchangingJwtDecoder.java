package dev.parley.platform.security;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Takes API tokens wherever access tokens are taken: each door sees the same claims. */
final class ExchangingJwtDecoder implements JwtDecoder {

  /** The exchange has deadlines of its own; this is for one that keeps none. */
  private static final long PATIENCE_SECONDS = 8;

  private final JwtDecoder accessTokens;
  private final TokenExchange exchange;

  ExchangingJwtDecoder(JwtDecoder accessTokens, TokenExchange exchange) {
    this.accessTokens = accessTokens;
    this.exchange = exchange;
  }

  @Override
  public Jwt decode(String token) {
    return accessTokens.decode(ApiToken.isOne(token) ? exchanged(token) : token);
  }

  private String exchanged(String apiToken) {
    try {
      return exchange
          .accessTokenFor(apiToken)
          .copy()
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof JwtException known
          ? known
          : new ExchangeUnavailableException("the exchange failed", e.getCause());
    }
  }
}
