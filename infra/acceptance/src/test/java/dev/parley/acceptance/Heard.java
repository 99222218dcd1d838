package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What a client knows of one conversation that has only ever heard events. */
final class Heard {

  /**
   * A message as a client shows it; of a deleted one there is only its place.
   *
   * @param reactions who reacted so
   */
  record Shown(String content, long version, boolean deleted, Map<String, Integer> reactions) {
    static Shown deletedOne() {
      return new Shown("", 0, true, Map.of());
    }
  }

  /** What was told of it, in whatever order. */
  private static final class Message {
    private String content = "was never told";
    private long version = 1;
    private boolean deleted;
    private final Map<String, Set<String>> reactions = new HashMap<>();

    Shown shown() {
      Map<String, Integer> counts = new HashMap<>();
      reactions.forEach((emoji, users) -> counts.merge(emoji, users.size(), Integer::sum));
      counts.values().removeIf(count -> count == 0);
      return deleted ? Shown.deletedOne() : new Shown(content, version, false, counts);
    }
  }

  private final UUID conversation;
  private final NavigableMap<Long, Message> messages = new TreeMap<>();
  private final List<Long> posts = new ArrayList<>();

  Heard(UUID conversation) {
    this.conversation = conversation;
  }

  synchronized void hear(JsonNode event) {
    if (!event.path("conversation_id").asText().equals(conversation.toString())) {
      return;
    }
    JsonNode data = event.required("data");
    switch (event.required("event").asText()) {
      case "message.posted" -> {
        posts.add(data.required("seq").asLong());
        message(data).content = data.required("content").asText();
      }
      case "message.edited" -> {
        message(data).content = data.required("content").asText();
        message(data).version = data.required("version").asLong();
      }
      case "message.deleted" -> message(data).deleted = true;
      case "reaction.added" -> reacted(data).add(who(data));
      case "reaction.removed" -> reacted(data).remove(who(data));
      default -> {
        // members, markers: not about messages
      }
    }
  }

  private Message message(JsonNode data) {
    return messages.computeIfAbsent(data.required("seq").asLong(), _ -> new Message());
  }

  private Set<String> reacted(JsonNode data) {
    return message(data)
        .reactions
        .computeIfAbsent(data.required("emoji").asText(), _ -> new HashSet<>());
  }

  private static String who(JsonNode data) {
    return data.at("/user/id").asText();
  }

  synchronized boolean knows(String content) {
    return messages.values().stream().anyMatch(message -> message.content.equals(content));
  }

  /** By their numbers. */
  synchronized Map<Long, Shown> messages() {
    Map<Long, Shown> shown = new TreeMap<>();
    messages.forEach((seq, message) -> shown.put(seq, message.shown()));
    return shown;
  }

  /** The numbers of what was posted, as they were told. */
  synchronized List<Long> posts() {
    return List.copyOf(posts);
  }
}
