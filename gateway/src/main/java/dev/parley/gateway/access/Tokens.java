package dev.parley.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.security.ApiToken;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.TokenExchange;
import dev.parley.platform.security.TokenProblems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies access tokens. One seen before is answered at once; a new one goes to another thread,
 * since keys may have to be fetched for it. A personal API token is exchanged for one first.
 */
@Component
class Tokens {

  private static final int MAX_REMEMBERED = 20_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Executor ELSEWHERE = Schedulers.boundedElastic()::schedule;

  /**
   * @param accessToken what services are to be shown
   */
  record Verified(Caller caller, String accessToken, Instant expiresAt) {

    @Override
    public String toString() {
      return "Verified[" + caller.username() + "]";
    }
  }

  private final JwtDecoder decoder;
  private final TokenExchange exchange;
  private final Clock clock;
  private final Cache<String, Verified> seen =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  Tokens(JwtDecoder decoder, TokenExchange exchange, Clock clock) {
    this.decoder = decoder;
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * Others may wait for the same exchange: who goes away does not cancel it.
   *
   * @return fails with a {@link dev.parley.platform.problem.ProblemException} for a bad token
   */
  CompletableFuture<Verified> verify(String token) {
    return ApiToken.isOne(token)
        ? exchange
            .accessTokenFor(token)
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure)))
            .thenCompose(this::verifyAccessToken)
        : verifyAccessToken(token);
  }

  private CompletableFuture<Verified> verifyAccessToken(String token) {
    Verified known = seen.getIfPresent(token);
    return known != null && known.expiresAt().isAfter(clock.instant())
        ? CompletableFuture.completedFuture(known)
        : CompletableFuture.supplyAsync(() -> decoded(token), ELSEWHERE);
  }

  private static Throwable told(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> told(wrapped.getCause());
      case JwtException refusal -> TokenProblems.of(refusal);
      default -> failure;
    };
  }

  private Verified decoded(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      Instant expiresAt = jwt.getExpiresAt();
      var verified =
          new Verified(Caller.of(jwt), token, expiresAt == null ? Instant.EPOCH : expiresAt);
      seen.put(token, verified);
      return verified;
    } catch (JwtException e) {
      throw TokenProblems.of(e);
    }
  }
}
