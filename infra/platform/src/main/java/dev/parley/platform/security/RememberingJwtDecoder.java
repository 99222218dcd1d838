package dev.parley.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers a verified token by its hash until it expires: verifying is what is done most often. A
 * failure is never remembered, since the key may arrive a moment later.
 */
final class RememberingJwtDecoder implements JwtDecoder {

  private static final int MAX_TOKENS = 20_000;

  private final JwtDecoder decoder;
  private final Cache<ByteBuffer, Jwt> verified;

  RememberingJwtDecoder(JwtDecoder decoder, Clock clock) {
    this.decoder = decoder;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfter(
                Expiry.creating(
                    (ByteBuffer hash, Jwt token) ->
                        Duration.between(clock.instant(), expiry(token))))
            .build();
  }

  @Override
  public Jwt decode(String token) {
    ByteBuffer hash = TokenHash.keyOf(token);
    Jwt known = verified.getIfPresent(hash);
    if (known != null) {
      return known;
    }
    Jwt fresh = decoder.decode(token);
    verified.put(hash, fresh);
    return fresh;
  }

  private static Instant expiry(Jwt token) {
    Instant expiresAt = token.getExpiresAt();
    return expiresAt == null ? Instant.EPOCH : expiresAt;
  }
}
