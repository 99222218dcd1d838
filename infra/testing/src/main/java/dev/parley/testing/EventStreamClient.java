package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads {@code /api/v1/events} as browsers do. */
public final class EventStreamClient implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What is told between all else, and is out of date soon. */
  private static final Set<String> PASSING = Set.of("presence", "typing");

  private record Message(String id, @Nullable JsonNode frame) {}

  private final HttpResponse<InputStream> answer;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> passing = new LinkedBlockingQueue<>();
  private volatile int retry = -1;
  private String id = "";

  private EventStreamClient(HttpResponse<InputStream> answer) {
    this.answer = answer;
    var _ = Thread.ofVirtual().start(this::read);
  }

  /** Answered, whatever the status is. */
  public static EventStreamClient open(URI url, String... headers) {
    return new EventStreamClient(
        HTTP.sendAsync(
                HttpRequest.newBuilder(url).headers(headers).build(),
                HttpResponse.BodyHandlers.ofInputStream())
            .orTimeout(Patience.BOUND.toSeconds(), TimeUnit.SECONDS)
            .join());
  }

  public String header(String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  public JsonNode next() {
    JsonNode frame = nextOrOver();
    if (frame == null) {
      throw new AssertionError("the stream is over; it began with " + answer.statusCode());
    }
    return frame;
  }

  /**
   * The events up to the message posted with this seq in the conversation, and those of the same
   * frame: one by one or several in one, that is a matter of how fast they came.
   */
  public List<JsonNode> until(UUID conversation, long seq) {
    List<JsonNode> heard = new ArrayList<>();
    do {
      JsonNode frame = next();
      switch (frame.path("type").asText()) {
        case "event" -> heard.add(frame);
        case "message_batch" -> frame.path("messages").forEach(heard::add);
        default -> {
          // of no conversation
        }
      }
    } while (heard.stream().noneMatch(event -> isPost(event, conversation, seq)));
    return heard;
  }

  private static boolean isPost(JsonNode event, UUID conversation, long seq) {
    return event.path("conversation_id").asText().equals(conversation.toString())
        && event.path("seq").asLong() == seq;
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

  /** The next of that which is told of somebody, of who is there and who is typing. */
  public JsonNode nextPassing(String type, UUID about) {
    try {
      JsonNode frame = passing.poll(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no " + type + " came of " + about);
      }
      return frame.path("type").asText().equals(type) && frame.toString().contains(about.toString())
          ? frame
          : nextPassing(type, about);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads on to its end: nothing but where and when to come back is said. */
  public boolean isOver() {
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
          if (PASSING.contains(frame.path("type").asText())) {
            passing.add(frame);
          } else {
            messages.add(new Message(last, frame));
          }
        }
      }
    } catch (IOException _) {
      // it broke off, or we did: over either way
    }
    messages.add(new Message(last, null));
  }

  /** Of the last frame that was read. */
  public String id() {
    return id;
  }

  public int retry() {
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
