package dev.parley.chat.account;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.platform.security.RememberingTokenExchange;
import dev.parley.platform.security.TokenExchange;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** This service, reached past the gateway, takes API tokens too, and need ask nobody. */
@Configuration(proxyBeanMethods = false)
class ApiTokenConfiguration {

  /** It looks at no list of revocations, so this is how long one of them may be overlooked. */
  private static final Duration REMEMBERED = Duration.ofSeconds(3);

  @Bean
  TokenExchange tokenExchange(ApiTokenGrants grants) {
    Executor threads = task -> Thread.ofVirtual().name("api-token").start(task);
    return new RememberingTokenExchange(
        token -> CompletableFuture.supplyAsync(() -> accessToken(grants, token), threads),
        REMEMBERED,
        Ticker.systemTicker());
  }

  private static String accessToken(ApiTokenGrants grants, String token) {
    return grants
        .exchange(token)
        .map(ApiTokenGrants.Grant::accessToken)
        .orElseThrow(() -> new BadJwtException("no such API token"));
  }
}
