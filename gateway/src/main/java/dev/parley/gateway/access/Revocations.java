package dev.parley.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which sessions ended before their access tokens do. Fails open: without Redis a revoked token
 * lives out its few minutes, and nobody else is locked out.
 */
@Component
class Revocations {

  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final Duration REMEMBERED = Duration.ofSeconds(2);
  private static final int MAX_REMEMBERED = 50_000;

  private final ReactiveStringRedisTemplate redis;
  private final Cache<UUID, Boolean> recent =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  Revocations(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  Mono<Boolean> revoked(UUID session) {
    Boolean known = recent.getIfPresent(session);
    if (known != null) {
      return Mono.just(known);
    }
    return redis
        .hasKey("parley:session:revoked:{" + session + "}")
        .timeout(DEADLINE)
        .onErrorReturn(false)
        .doOnNext(revoked -> recent.put(session, revoked));
  }
}
