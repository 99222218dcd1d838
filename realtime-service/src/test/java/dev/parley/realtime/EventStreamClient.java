package dev.parley.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads {@code /api/v1/events} as browsers do. */
final class EventStreamClient implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HttpResponse<InputStream> answer;
  private final BufferedReader lines;
  private String id = "";
  private int retry = -1;

  private EventStreamClient(HttpResponse<InputStream> answer) {
    this.answer = answer;
    this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** With a query, or only headers. */
  static EventStreamClient open(RealtimeInstance instance, String... queryAndHeaders) {
    boolean query = queryAndHeaders[0].startsWith("?");
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + instance.port()
                + "/api/v1/events"
                + (query ? queryAndHeaders[0] : ""));
    String[] headers =
        query ? Arrays.copyOfRange(queryAndHeaders, 1, queryAndHeaders.length) : queryAndHeaders;
    try {
      return new EventStreamClient(
          HTTP.send(
              HttpRequest.newBuilder(address).headers(headers).build(),
              HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String header(String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  JsonNode next() {
    JsonNode frame = nextOrOver();
    if (frame == null) {
      throw new AssertionError("the stream is over");
    }
    return frame;
  }

  /** Who is there is told between all else. */
  private @Nullable JsonNode nextOrOver() {
    String data = data();
    JsonNode frame = data == null ? null : Json.read(data);
    return frame != null && frame.path("type").asText().equals("presence") ? nextOrOver() : frame;
  }

  /** Reads on to its end: nothing but where and when to come back is said. */
  boolean isOver() {
    return nextOrOver() == null;
  }

  private @Nullable String data() {
    try {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("retry: ")) {
          retry = Integer.parseInt(line.substring(7));
        } else if (line.startsWith("data: ")) {
          return line.substring(6);
        }
        line = lines.readLine();
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the last event. */
  String id() {
    return id;
  }

  int retry() {
    return retry;
  }

  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
