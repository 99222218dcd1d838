package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the WebSocket that keeps what it hears. */
final class WsClient implements WebSocket.Listener, AutoCloseable {

  record Goodbye(int code, String reason) {}

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  static final ObjectMapper JSON = new ObjectMapper();

  private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Goodbye> goodbye = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  private WsClient() {}

  static WsClient connect(RealtimeInstance instance, String... headers) {
    WsClient client = new WsClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("parley.v1");
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    client.socket = builder.buildAsync(instance.ws(), client).join();
    return client;
  }

  /** Connected and welcomed. */
  static WsClient join(RealtimeInstance instance, TestToken token) {
    WsClient client = connect(instance).hello(token.value());
    assertThat(client.next("welcome").path("heartbeat_ms").asInt()).isEqualTo(25_000);
    return client;
  }

  WsClient hello(String token) {
    return say("{\"type\":\"hello\",\"token\":\"" + token + "\"}");
  }

  WsClient say(String text) {
    socket().sendText(text, true).orTimeout(10, TimeUnit.SECONDS).join();
    return this;
  }

  WsClient sayBytes(byte[] bytes) {
    socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  JsonNode next() {
    try {
      JsonNode frame = frames.poll(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("nothing was heard; goodbye: " + goodbye);
      }
      return frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode next(String type) {
    JsonNode frame = next();
    assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
    return frame;
  }

  JsonNode nextEvent(String event) {
    JsonNode frame = next("event");
    assertThat(frame.path("event").asText()).as("%s", frame).isEqualTo(event);
    return frame;
  }

  /** Up to and with the message posted with this seq in the conversation. */
  List<JsonNode> until(UUID conversation, long seq) {
    List<JsonNode> heard = new ArrayList<>();
    JsonNode frame;
    do {
      frame = next("event");
      heard.add(frame);
    } while (!(frame.path("conversation_id").asText().equals(conversation.toString())
        && frame.path("seq").asLong() == seq));
    return heard;
  }

  Goodbye goodbye() {
    return goodbye.orTimeout(Patience.BOUND.toSeconds(), TimeUnit.SECONDS).join();
  }

  private WebSocket socket() {
    return java.util.Objects.requireNonNull(socket);
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        frames.add(JSON.readTree(partial.toString()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
      partial.setLength(0);
    }
    return null;
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
