package dev.parley.platform.security;

import dev.parley.platform.problem.ProblemException;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** What is said of a token that does not open the door; the same words at every door. */
public final class TokenProblems {

  private TokenProblems() {}

  public static ProblemException missing() {
    return ProblemException.unauthorized(
        "auth.required", "Sign in first and send the access token as 'Authorization: Bearer …'.");
  }

  public static ProblemException invalid() {
    return ProblemException.unauthorized(
        "auth.token_invalid",
        "The access token is expired, revoked or not one of this installation. Refresh it or sign in again.");
  }

  public static ProblemException keysUnavailable() {
    return ProblemException.unavailable(
        "auth.keys_unavailable",
        "Tokens cannot be checked just now, because the public keys cannot be fetched. Try again.",
        Duration.ofSeconds(2));
  }

  static ProblemException exchangeUnavailable() {
    return ProblemException.unavailable(
        "auth.exchange_unavailable",
        "API tokens cannot be checked just now, because their issuer does not answer. Try again.",
        Duration.ofSeconds(2));
  }

  /** The problem behind a failed verification: the token's fault, or ours. */
  public static ProblemException of(Throwable failure) {
    return switch (failure) {
      case BadJwtException _ -> invalid();
      case ExchangeUnavailableException _ -> exchangeUnavailable();
      default -> keysUnavailable();
    };
  }
}
