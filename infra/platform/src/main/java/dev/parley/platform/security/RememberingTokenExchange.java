package dev.parley.platform.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Asks once for each token, however many requests carry it, and remembers the answer by the token's
 * hash: a yes for long enough that asking costs nothing, and short enough that the issuer sees it
 * used; a no for moments. That nobody could say is not remembered. What has no sound checksum is
 * not asked about.
 */
public final class RememberingTokenExchange implements TokenExchange {

  private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(3);
  private static final int MAX_REMEMBERED = 10_000;

  private record Answer(@Nullable String accessToken) {}

  private final TokenExchange exchange;
  private final AsyncCache<ByteBuffer, Answer> answers;

  /** Remembers no longer than the shortest life of what the exchange gives out. */
  public RememberingTokenExchange(TokenExchange exchange, Duration remembered, Ticker ticker) {
    this.exchange = exchange;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<ByteBuffer, Answer>creating(
                    (hash, answer) ->
                        answer.accessToken() == null ? REFUSAL_REMEMBERED : remembered))
            .buildAsync();
  }

  @Override
  public CompletableFuture<String> accessTokenFor(String apiToken) {
    if (ApiToken.parse(apiToken).isEmpty()) {
      return CompletableFuture.failedFuture(refused());
    }
    return answers
        .get(TokenHash.keyOf(apiToken), (hash, executor) -> asked(apiToken))
        .thenApply(
            answer -> {
              if (answer.accessToken() == null) {
                throw refused();
              }
              return answer.accessToken();
            });
  }

  private CompletableFuture<Answer> asked(String apiToken) {
    return exchange
        .accessTokenFor(apiToken)
        .thenApply(Answer::new)
        .exceptionally(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause instanceof BadJwtException) {
                return new Answer(null);
              }
              throw new CompletionException(cause);
            });
  }

  private static BadJwtException refused() {
    return new BadJwtException("this API token is none, or is one no longer");
  }
}
