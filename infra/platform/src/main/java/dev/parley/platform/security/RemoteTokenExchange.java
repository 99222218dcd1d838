package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** Asks the issuer by OAuth 2.0 token exchange (RFC 8693). */
final class RemoteTokenExchange implements TokenExchange {

  static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String API_TOKEN = "urn:parley:token-type:api-token";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final int INSTANCES_TRIED = 2;

  /** Whoever sends invented tokens by the thousand must not take the issuer from everybody else. */
  private static final int AT_ONCE = 32;

  private final ServiceAddress issuer;
  private final ObjectMapper mapper;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Executor threads = task -> Thread.ofVirtual().name("token-exchange").start(task);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  RemoteTokenExchange(ServiceAddress issuer, ObjectMapper mapper) {
    this.issuer = issuer;
    this.mapper = mapper;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Exchanged(@JsonProperty("access_token") @Nullable String accessToken) {}

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
    List<URI> candidates = issuer.candidates();
    IOException last = new IOException("no instance of " + issuer.address() + " is known yet");
    for (URI candidate : candidates.stream().limit(INSTANCES_TRIED).toList()) {
      try {
        return read(http.send(request(candidate, apiToken), BodyHandlers.ofByteArray()));
      } catch (IOException e) {
        last = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ExchangeUnavailableException("interrupted", e);
      }
    }
    throw new ExchangeUnavailableException("no instance exchanged the token", last);
  }

  private static HttpRequest request(URI issuer, String apiToken) {
    String form =
        "grant_type=%s&subject_token_type=%s&subject_token=%s"
            .formatted(encoded(GRANT_TYPE), encoded(API_TOKEN), encoded(apiToken));
    return HttpRequest.newBuilder(issuer)
        .timeout(ANSWER_WITHIN)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form))
        .build();
  }

  private String read(HttpResponse<byte[]> answer) throws IOException {
    return switch (answer.statusCode()) {
      case 200 -> {
        String token = mapper.readValue(answer.body(), Exchanged.class).accessToken();
        if (token == null) {
          throw new IOException("the exchange answered without a token");
        }
        yield token;
      }
      case 400, 401 -> throw new BadJwtException("the issuer knows no such API token");
      default -> throw new IOException("the exchange answered " + answer.statusCode());
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
