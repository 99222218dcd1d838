package dev.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service, or the gateway, as a client would: {@code Api.at(url).as(token).post("/x",
 * Map.of("title", "y"))}. It never gives up quietly and never tries twice.
 */
public final class Api {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final List<String> headers;

  private Api(String base, List<String> headers) {
    this.base = base;
    this.headers = headers;
  }

  public static Api at(String base) {
    return new Api(base, List.of());
  }

  public static Api atPort(int port) {
    return at("http://127.0.0.1:" + port);
  }

  public String base() {
    return base;
  }

  /** With this access token. */
  public Api as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Api with(String header, String value) {
    List<String> all = new ArrayList<>(headers);
    all.add(header);
    all.add(value);
    return new Api(base, List.copyOf(all));
  }

  public Answer get(String path) {
    return send("GET", path, null, BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, BodyPublishers.noBody());
  }

  /** Anything that Jackson can write; {@code null} sends no body. */
  public Answer post(String path, @Nullable Object body) {
    return withJson("POST", path, body);
  }

  public Answer put(String path, @Nullable Object body) {
    return withJson("PUT", path, body);
  }

  public Answer patch(String path, Object body) {
    return withJson("PATCH", path, body);
  }

  /** This text as it is, be it JSON or not. */
  public Answer post(String path, String mediaType, String body) {
    return send("POST", path, mediaType, BodyPublishers.ofString(body));
  }

  public Answer send(String method, String path, @Nullable String mediaType, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST).method(method, body);
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Answer withJson(String method, String path, @Nullable Object body) {
    return body == null
        ? send(method, path, null, BodyPublishers.noBody())
        : send(method, path, "application/json", BodyPublishers.ofString(Json.write(body)));
  }
}
