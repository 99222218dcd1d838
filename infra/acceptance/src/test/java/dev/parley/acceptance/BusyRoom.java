package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Heard.Shown;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Wanderer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Two people write, correct, delete and react; one of them listens elsewhere as well. */
final class BusyRoom implements Wanderer.Place {

  private static final String LAST = "That is all.";
  private static final List<String> EMOJIS = List.of("👍", "🎉");

  private record Mine(UUID id, Person author) {}

  private final List<Person> people;
  private final UUID conversation;
  private final Heard heard;
  private final List<Mine> messages = new ArrayList<>();
  private int said;

  BusyRoom(Person listener, Person other) {
    people = List.of(listener, other);
    conversation = listener.createConversation("busy");
    listener.invite(conversation, other);
    heard = new Heard(conversation);
  }

  @Override
  public UUID conversation() {
    return conversation;
  }

  @Override
  public String token() {
    return people.getFirst().token();
  }

  @Override
  public void something(Random random) {
    int things = 1 + random.nextInt(3);
    for (int i = 0; i < things; i++) {
      oneThing(random);
    }
  }

  private void oneThing(Random random) {
    Person someone = people.get(random.nextInt(people.size()));
    int what = messages.isEmpty() ? 0 : random.nextInt(10);
    if (what < 4) {
      post(someone, "No. " + ++said);
      return;
    }
    Mine message = messages.get(random.nextInt(messages.size()));
    String path = "/api/v1/messages/" + message.id;
    String reaction =
        path
            + "/reactions/"
            + URLEncoder.encode(EMOJIS.get(random.nextInt(EMOJIS.size())), StandardCharsets.UTF_8);
    switch (what) {
      case 4, 5 ->
          message
              .author
              .api()
              .patch(path, Map.of("content", "No. " + ++said + ", corrected"))
              .assertStatus(200);
      case 6, 7 -> someone.api().put(reaction, null).assertStatus(200);
      case 8 -> someone.api().delete(reaction).assertStatus(204);
      default -> {
        message.author.api().delete(path).assertStatus(204);
        messages.remove(message);
      }
    }
  }

  private void post(Person author, String content) {
    UUID id = UUID.fromString(author.post(conversation, content).required("id").asText());
    messages.add(new Mine(id, author));
  }

  @Override
  public void last() {
    post(people.getFirst(), LAST);
  }

  @Override
  public void hear(JsonNode event) {
    heard.hear(event);
  }

  @Override
  public boolean isComplete() {
    return heard.knows(LAST);
  }

  Heard heard() {
    return heard;
  }

  /** What a client shows that reads it now. */
  Map<Long, Shown> read() {
    Map<Long, Shown> read = new TreeMap<>();
    String path = "/api/v1/conversations/%s/messages?limit=100".formatted(conversation);
    JsonNode page = people.getFirst().api().get(path).json(200);
    collect(page, read);
    while (page.required("has_next").asBoolean()) {
      String next = "&before=" + page.required("next_cursor").asText();
      page = people.getFirst().api().get(path + next).json(200);
      collect(page, read);
    }
    return read;
  }

  private static void collect(JsonNode page, Map<Long, Shown> into) {
    for (JsonNode message : page.required("items")) {
      into.put(message.required("seq").asLong(), shown(message));
    }
  }

  private static Shown shown(JsonNode message) {
    if (!message.required("deleted_at").isNull()) {
      return Shown.deletedOne();
    }
    Map<String, Integer> reactions = new HashMap<>();
    message
        .required("reactions")
        .forEach(
            each -> reactions.put(each.required("emoji").asText(), each.required("count").asInt()));
    return new Shown(
        message.required("content").asText(),
        message.required("version").asLong(),
        false,
        reactions);
  }
}
