package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of {@code /ws} that keeps what it hears. */
public final class WsClient extends Hearing implements AutoCloseable {

  /** How the other side closed. */
  public record Goodbye(int code, String reason) {
    /** Of a reason that is JSON, as when a server stops. */
    public JsonNode json() {
      return Json.read(reason);
    }
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final Set<String> PASSING = Set.of("presence", "typing", "alert");
  private static final Goodbye NONE = new Goodbye(0, "not yet");

  private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<JsonNode> passing = new LinkedBlockingQueue<>();
  private final AtomicInteger batches = new AtomicInteger();
  private final CompletableFuture<Goodbye> goodbye = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  private WsClient() {}

  /** Opened, and nothing said; throws where the other side does not take it. */
  public static WsClient connect(URI url, String... headers) {
    WsClient client = new WsClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("parley.v1");
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    client.socket = builder.buildAsync(url, client).join();
    return client;
  }

  /** Connected and welcomed. */
  public static WsClient join(URI url, String token) {
    WsClient client = connect(url).hello(token);
    client.next("welcome");
    return client;
  }

  public WsClient hello(String token) {
    return say("{\"type\":\"hello\",\"token\":\"" + token + "\"}");
  }

  public WsClient say(String text) {
    socket().sendText(text, true).orTimeout(10, TimeUnit.SECONDS).join();
    return this;
  }

  public WsClient sayBytes(byte[] bytes) {
    socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  public JsonNode next() {
    return next(frames);
  }

  /**
   * Of who is there, who is typing and what is wrong, which comes between all else and is kept
   * apart from it.
   */
  public JsonNode nextPassing(String type) {
    JsonNode frame = next(passing);
    return frame.path("type").asText().equals(type) ? frame : nextPassing(type);
  }

  /** What of that has come and was not asked for. */
  public List<JsonNode> passed() {
    List<JsonNode> all = new ArrayList<>();
    passing.drainTo(all);
    return all;
  }

  private JsonNode next(LinkedBlockingQueue<JsonNode> heard) {
    try {
      JsonNode frame = heard.poll(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("nothing was heard; said good-bye: " + goodbye.getNow(NONE));
      }
      return frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public JsonNode next(String type) {
    JsonNode frame = next();
    assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
    return frame;
  }

  public JsonNode nextEvent(String event) {
    JsonNode frame = next("event");
    assertThat(frame.path("event").asText()).as("%s", frame).isEqualTo(event);
    return frame;
  }

  /** Up to and with the message posted with this seq in the conversation. */
  public List<JsonNode> until(UUID conversation, long seq) {
    List<JsonNode> heard = new ArrayList<>();
    JsonNode frame;
    do {
      frame = next("event");
      heard.add(frame);
    } while (!(frame.path("conversation_id").asText().equals(conversation.toString())
        && frame.path("seq").asLong() == seq));
    return heard;
  }

  public Goodbye goodbye() {
    return goodbye.orTimeout(Patience.BOUND.toSeconds(), TimeUnit.SECONDS).join();
  }

  private WebSocket socket() {
    return java.util.Objects.requireNonNull(socket);
  }

  /** What came in one frame is several all the same. */
  @Override
  void heard(JsonNode frame) {
    if (frame.path("type").asText().equals("message_batch")) {
      batches.incrementAndGet();
      frame.path("messages").forEach(frames::add);
    } else if (PASSING.contains(frame.path("type").asText())) {
      passing.add(frame);
    } else {
      frames.add(frame);
    }
  }

  /** How many frames held several events. */
  public int batches() {
    return batches.get();
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    goodbye.complete(new Goodbye(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    goodbye.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket().abort();
  }
}
