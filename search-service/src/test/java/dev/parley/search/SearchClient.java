package dev.parley.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Asks the service as its users do. */
public record SearchClient(int port) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  public HttpResponse<String> get(String pathAndQuery, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The parameters as they go over the wire, already encoded. */
  public HttpResponse<String> answer(String user, String parameters) {
    return get("/api/v1/search?" + parameters, TestTokens.userToken(user).value());
  }

  public JsonNode search(String user, String q, String... more) {
    return ok(answer(user, String.join("&", "q=" + encoded(q), String.join("&", more))));
  }

  public JsonNode suggest(String user, String typed) {
    return ok(
        get("/api/v1/search/suggest?q=" + encoded(typed), TestTokens.userToken(user).value()));
  }

  public List<UUID> ids(String user, String q, String... more) {
    return ids(search(user, q, more));
  }

  public static List<UUID> ids(JsonNode answer) {
    return StreamSupport.stream(answer.required("items").spliterator(), false)
        .map(item -> UUID.fromString(item.required("id").asText()))
        .toList();
  }

  public void awaitFound(String user, String q, UUID... ids) {
    Patience.await().untilAsserted(() -> assertThat(ids(user, q)).containsExactlyInAnyOrder(ids));
  }

  public void awaitNothing(String user, String q) {
    awaitFound(user, q);
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
