package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client as ours are meant to be: it keeps the last cursor, comes back with it to any instance,
 * and believes what it is told. It comes and goes, and things happen at its place, all as one seed
 * says.
 */
public final class Wanderer {

  /** A conversation: what happens in it, and what is heard of that. */
  public interface Place {
    UUID conversation();

    /** Whose token the client signs in with. */
    String token();

    /** One thing, or a few. */
    void something(Random random);

    /** After which nothing happens any more. */
    void last();

    /** Each event that the client is told, of whatever conversation, one at a time. */
    void hear(JsonNode event);

    /** Whether the last thing was heard. */
    boolean isComplete();
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Place place;
  private final Supplier<List<URI>> instances;
  private final Random random;
  private @Nullable WebSocket socket;
  private @Nullable String cursor;
  private boolean gap;
  private boolean welcome;
  private int visits;

  /**
   * @param instances where one may connect at that moment, or could just before
   */
  public Wanderer(Place place, Supplier<List<URI>> instances, long seed) {
    this.place = place;
    this.instances = instances;
    this.random = new Random(seed);
  }

  void step() {
    if (random.nextInt(3) > 0) {
      place.something(random);
    } else {
      leave();
    }
    if (!isConnected() && random.nextInt(3) > 0) {
      goSomewhere();
    }
  }

  void last() {
    place.last();
  }

  /** Whoever was never anywhere has missed nothing. Tries again where it has to. */
  boolean isWelcome() {
    comeBack();
    synchronized (this) {
      return welcome;
    }
  }

  /** Comes back where it has to, and says whether it has heard all there is. */
  boolean isUpToDate() {
    comeBack();
    synchronized (this) {
      return gap || place.isComplete();
    }
  }

  /** Whether it knows that it has missed something there. */
  public synchronized boolean wasToldOfAGap() {
    return gap;
  }

  private void comeBack() {
    if (!isConnected()) {
      goSomewhere();
    }
  }

  private synchronized boolean isConnected() {
    return socket != null && !socket.isInputClosed();
  }

  void leave() {
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
    List<URI> all = instances.get();
    int visit;
    String hello;
    synchronized (this) {
      visit = ++visits;
      hello =
          cursor == null
              ? "{\"type\":\"hello\",\"token\":\"%s\"}".formatted(place.token())
              : "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"%s\"}"
                  .formatted(place.token(), cursor);
    }
    try {
      WebSocket opened =
          HTTP.newWebSocketBuilder()
              .subprotocols("parley.v1")
              .buildAsync(all.get(random.nextInt(all.size())), new Ears(visit))
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
        place.hear(frame);
        cursor = frame.path("cursor").asText();
      }
      case "welcome" -> {
        welcome = true;
        cursor = frame.path("cursor").asText();
      }
      case "resumed" -> cursor = frame.path("cursor").asText();
      case "gap" -> {
        gap |= names(frame);
        cursor = frame.path("cursor").asText();
      }
      case "presence" -> {
        // it is not about messages
      }
      default -> throw new AssertionError(frame);
    }
  }

  private boolean names(JsonNode gap) {
    return gap.path("truncated").asBoolean()
        || gap.path("conversations").toString().contains(place.conversation().toString());
  }

  private final class Ears extends Hearing {

    private final int visit;

    private Ears(int visit) {
      this.visit = visit;
    }

    @Override
    void heard(JsonNode frame) {
      hear(visit, frame);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      from.abort();
    }
  }
}
