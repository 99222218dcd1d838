package dev.parley.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Json;
import dev.parley.testing.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads {@code /api/v1/events} as browsers do. */
final class EventStreamClient implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private record Message(String id, @Nullable JsonNode frame) {}

  private final HttpResponse<InputStream> answer;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private volatile int retry = -1;
  private String id = "";

  private EventStreamClient(HttpResponse<InputStream> answer) {
    this.answer = answer;
    var _ = Thread.ofVirtual().start(this::read);
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

  private @Nullable JsonNode nextOrOver() {
    try {
      Message message = messages.poll(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came; the last was " + id);
      }
      id = message.id;
      return message.frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads on to its end: nothing but where and when to come back is said. */
  boolean isOver() {
    return nextOrOver() == null;
  }

  private void read() {
    String last = "";
    try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          last = line.substring(4);
        } else if (line.startsWith("retry: ")) {
          retry = Integer.parseInt(line.substring(7));
        } else if (line.startsWith("data: ")) {
          JsonNode frame = Json.read(line.substring(6));
          // who is there is told between all else
          if (!frame.path("type").asText().equals("presence")) {
            messages.add(new Message(last, frame));
          }
        }
      }
    } catch (IOException _) {
      // it broke off, or we did: over either way
    }
    messages.add(new Message(last, null));
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
