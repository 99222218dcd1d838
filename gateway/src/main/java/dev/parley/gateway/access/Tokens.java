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
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies access tokens. One seen before is answered on the event loop; a new one goes to another
 * thread, since keys may have to be fetched for it. A personal API token is exchanged for one
 * first.
 */
@Component
class Tokens {

  private static final int MAX_REMEMBERED = 20_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

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

  Mono<Verified> verify(String token) {
    return ApiToken.isOne(token)
        ? exchanged(token).flatMap(this::verifyAccessToken)
        : verifyAccessToken(token);
  }

  /** Others may wait for the same answer: who goes away does not cancel it. */
  private Mono<String> exchanged(String apiToken) {
    return Mono.fromFuture(() -> exchange.accessTokenFor(apiToken), true)
        .onErrorMap(JwtException.class, TokenProblems::of);
  }

  private Mono<Verified> verifyAccessToken(String token) {
    Verified known = seen.getIfPresent(token);
    if (known != null && known.expiresAt().isAfter(clock.instant())) {
      return Mono.just(known);
    }
    return Mono.fromCallable(() -> decoded(token)).subscribeOn(Schedulers.boundedElastic());
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
