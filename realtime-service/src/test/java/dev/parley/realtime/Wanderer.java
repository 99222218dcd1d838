package dev.parley.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Json;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client as ours are meant to be: it keeps the last cursor, comes back with it to any instance,
 * and believes what it is told. Meanwhile somebody posts in its conversation, all as one seed says.
 */
final class Wanderer {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final UUID room = UUID.randomUUID();
  private final TestToken who = TestTokens.userToken("wanderer-" + room);
  private final Installation installation;
  private final List<URI> instances;
  private final Random random;
  private final List<Long> heard = new ArrayList<>();
  private @Nullable WebSocket socket;
  private @Nullable String cursor;
  private boolean gap;
  private boolean welcome;
  private long posted;
  private int visits;

  Wanderer(Installation installation, List<URI> instances, long seed) {
    this.installation = installation;
    this.instances = instances;
    this.random = new Random(seed);
  }

  /** Before anything else: whoever was never anywhere has missed nothing. */
  void begin() {
    installation.addMember(room, who.userId());
    goSomewhere();
  }

  /** One thing happens. */
  void step() {
    if (random.nextInt(3) > 0) {
      int messages = 1 + random.nextInt(4);
      for (int i = 0; i < messages; i++) {
        installation.post(room, ++posted);
      }
    } else {
      leave();
    }
    if (!isConnected() && random.nextInt(3) > 0) {
      goSomewhere();
    }
  }

  void last() {
    installation.post(room, ++posted);
  }

  /** Comes back where it has to, and says whether it has heard all there is. */
  boolean isUpToDate() {
    if (!isConnected()) {
      goSomewhere();
    }
    synchronized (this) {
      return gap || (!heard.isEmpty() && heard.getLast() == posted);
    }
  }

  private synchronized boolean isConnected() {
    return socket != null && !socket.isInputClosed();
  }

  private void leave() {
    WebSocket mine;
    synchronized (this) {
      mine = socket;
      socket = null;
    }
    if (mine != null) {
      mine.abort();
    }
  }

  private void goSomewhere() {
    leave();
    String hello;
    int visit;
    synchronized (this) {
      visit = ++visits;
      hello =
          cursor == null
              ? "{\"type\":\"hello\",\"token\":\"%s\"}".formatted(who.value())
              : "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"%s\"}"
                  .formatted(who.value(), cursor);
    }
    try {
      WebSocket opened =
          HTTP.newWebSocketBuilder()
              .subprotocols("parley.v1")
              .buildAsync(instances.get(random.nextInt(instances.size())), new Ears(visit))
              .join();
      synchronized (this) {
        socket = opened;
      }
      opened.sendText(hello, true).join();
    } catch (CompletionException _) {
      // that instance was just killed; another time
      leave();
    }
  }

  private synchronized void hear(int visit, JsonNode frame) {
    // what comes late on a connection that was given up is not heard by anybody
    if (visit != visits) {
      return;
    }
    switch (frame.path("type").asText()) {
      case "message_batch" -> frame.path("messages").forEach(event -> hear(visit, event));
      case "event" -> {
        cursor = frame.path("cursor").asText();
        if (frame.path("event").asText().equals("message.posted")) {
          heard.add(frame.path("seq").asLong());
        }
      }
      case "welcome" -> {
        welcome = true;
        cursor = frame.path("cursor").asText();
      }
      case "resumed" -> cursor = frame.path("cursor").asText();
      case "gap" -> gap = true;
      case "presence" -> {
        // it is not about messages
      }
      default -> throw new AssertionError(frame);
    }
  }

  /** Tries again where it has to. */
  boolean isWelcome() {
    if (!isConnected()) {
      goSomewhere();
    }
    synchronized (this) {
      return welcome;
    }
  }

  synchronized boolean wasToldOfAGap() {
    return gap;
  }

  synchronized List<Long> heard() {
    return List.copyOf(heard);
  }

  synchronized long posted() {
    return posted;
  }

  private final class Ears implements WebSocket.Listener {

    private final int visit;
    private final StringBuilder partial = new StringBuilder();

    private Ears(int visit) {
      this.visit = visit;
    }

    @Override
    public void onOpen(WebSocket opened) {
      opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        hear(visit, Json.read(partial.toString()));
        partial.setLength(0);
      }
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      from.abort();
    }
  }
}
