package dev.parley.metrics.opstoken;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/** Asks the issuer for a token by client credentials, one instance after the other. */
final class TokenIssuer {

  private static final String PATH = "/api/v1/auth/token";
  private static final int LARGEST_ANSWER = 64 * 1024;

  private final OpsTokenProperties properties;
  private final DiscoveryClient discovery;
  private final ObjectMapper json;
  private final Clock clock;
  private final HttpClient http;

  TokenIssuer(
      OpsTokenProperties properties, DiscoveryClient discovery, ObjectMapper json, Clock clock) {
    this.properties = properties;
    this.discovery = discovery;
    this.json = json;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.connectTimeout())
            .build();
  }

  IssuedToken issue() throws IOException, InterruptedException {
    IOException last = new IOException("no instance of " + properties.issuer() + " is known");
    for (ServiceInstance instance : discovery.getInstances(properties.issuer())) {
      try {
        return ask(instance.getUri().resolve(PATH));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private IssuedToken ask(URI address) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .timeout(properties.timeout())
            .POST(BodyPublishers.ofString(form()))
            .build();
    var asked = clock.instant();
    HttpResponse<byte[]> answer =
        bounded(
            http.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER)));
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s answered %d to the token request".formatted(address, answer.statusCode()));
    }
    JsonNode body = json.readTree(answer.body());
    String token = body.path("access_token").asText("");
    long seconds = body.path("expires_in").asLong(0);
    if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~') || seconds <= 0) {
      throw new IOException(address + " answered without a usable token");
    }
    return new IssuedToken(token, asked, Duration.ofSeconds(seconds));
  }

  /** The request's own timeout ends with the headers; this one also bounds a dripping body. */
  private HttpResponse<byte[]> bounded(CompletableFuture<HttpResponse<byte[]>> answer)
      throws IOException, InterruptedException {
    Duration bound = properties.connectTimeout().plus(properties.timeout());
    try {
      return answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no token within " + bound, e);
    } finally {
      answer.cancel(true);
    }
  }

  private String form() {
    return Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            properties.clientId(),
            "client_secret",
            properties.clientSecret(),
            "scope",
            "ops")
        .entrySet()
        .stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
