package dev.parley.platform.security;

import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Asks the issuer by OAuth 2.0 token exchange (RFC 8693). */
final class RemoteTokenExchange implements TokenExchange {

  static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String API_TOKEN = "urn:parley:token-type:api-token";

  /** Whoever sends invented tokens by the thousand must not take the issuer from everybody else. */
  private static final int AT_ONCE = 32;

  private final TokenEndpoint issuer;
  private final Semaphore turns = new Semaphore(AT_ONCE);

  /** On which the trace of the request that needs the token goes on. */
  private final Executor threads =
      task -> Thread.ofVirtual().name("token-exchange").start(Context.current().wrap(task));

  RemoteTokenExchange(TokenEndpoint issuer) {
    this.issuer = issuer;
  }

  @Override
  public CompletableFuture<String> accessTokenFor(String apiToken) {
    if (!turns.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new ExchangeUnavailableException("too many tokens are being exchanged", null));
    }
    return CompletableFuture.supplyAsync(() -> exchanged(apiToken), threads)
        .whenComplete((token, failure) -> turns.release());
  }

  private String exchanged(String apiToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT_TYPE);
    form.put("subject_token_type", API_TOKEN);
    form.put("subject_token", apiToken);
    try {
      return issuer.ask(form).accessToken();
    } catch (IOException e) {
      throw new ExchangeUnavailableException("no instance exchanged the token", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExchangeUnavailableException("interrupted", e);
    }
  }
}
