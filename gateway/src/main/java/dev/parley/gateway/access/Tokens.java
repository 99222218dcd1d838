package dev.parley.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.security.Caller;
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
 * thread, since keys may have to be fetched for it.
 */
@Component
class Tokens {

  private static final int MAX_REMEMBERED = 20_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private record Verified(Caller caller, Instant expiresAt) {}

  private final JwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Verified> seen =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  Tokens(JwtDecoder decoder, Clock clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  Mono<Caller> verify(String token) {
    Verified known = seen.getIfPresent(token);
    if (known != null && known.expiresAt().isAfter(clock.instant())) {
      return Mono.just(known.caller());
    }
    return Mono.fromCallable(() -> decoded(token)).subscribeOn(Schedulers.boundedElastic());
  }

  private Caller decoded(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      Caller caller = Caller.of(jwt);
      Instant expiresAt = jwt.getExpiresAt();
      seen.put(token, new Verified(caller, expiresAt == null ? Instant.EPOCH : expiresAt));
      return caller;
    } catch (JwtException e) {
      throw TokenProblems.of(e);
    }
  }
}
