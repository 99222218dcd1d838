package dev.parley.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.JwtException;

/** Whether an API token is good cannot be told just now: the service that knows did not say. */
public final class ExchangeUnavailableException extends JwtException {

  private static final long serialVersionUID = 1L;

  public ExchangeUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
