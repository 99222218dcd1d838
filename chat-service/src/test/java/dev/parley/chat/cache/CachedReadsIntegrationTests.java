package dev.parley.chat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.OtherInstance;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What is answered from caches follows every write, on the instance that did not make it, too. */
@ChatServiceTest
class CachedReadsIntegrationTests {

  private static OtherInstance other;

  @Autowired private ChatClients people;

  @BeforeAll
  static void start(@Autowired Environment first) {
    other = OtherInstance.of(first);
  }

  @Test
  void theSecondAnswerComesWithoutTheDatabase() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("often read");
    ada.post(conversation, "hello");

    for (String path :
        List.of(
            "/api/v1/me",
            "/api/v1/conversations/" + conversation,
            "/api/v1/conversations/%s/messages".formatted(conversation))) {
      Patience.await()
          .untilAsserted(
              () -> {
                String timing = ada.api().get(path).assertStatus(200).header("Server-Timing");
                assertThat(timing).contains("cache;desc=hit").doesNotContain("db;");
              });
    }
  }

  @Test
  void aConversationAndItsNumbers() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID id = ada.createConversation("before");
    ada.invite(id, bob);
    String path = "/api/v1/conversations/" + id;
    follows(bob, path, c -> c.get("last_seq").asLong() == 0);

    ada.post(id, "one");
    follows(bob, path, c -> c.get("last_seq").asLong() == 1 && c.get("unread").asLong() == 1);
    follows(ada, path, c -> c.get("unread").asLong() == 0);

    other.as(bob).post(path + "/read", Map.of("seq", 1)).assertStatus(200);
    follows(bob, path, c -> c.get("unread").asLong() == 0);

    other.as(ada).patch(path, Map.of("title", "after", "archived", true)).assertStatus(200);
    follows(bob, path, c -> c.get("title").asText().equals("after"));
    follows(bob, path, c -> c.get("archived").asBoolean());

    ada.api().put(path + "/tags/rocket", null).assertStatus(200);
    follows(bob, path, c -> c.get("tags").toString().equals("[\"rocket\"]"));
  }

  @Test
  void theNewestMessages() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID id = ada.createConversation("busy");
    ada.invite(id, bob);
    String path = "/api/v1/conversations/%s/messages".formatted(id);
    follows(bob, path, page -> page.get("items").isEmpty());

    String message = "/api/v1/messages/" + ada.post(id, "first").get("id").asText();
    follows(bob, path, page -> newest(page).get("content").asText().equals("first"));

    other.as(ada).patch(message, Map.of("content", "second")).assertStatus(200);
    follows(bob, path, page -> newest(page).get("content").asText().equals("second"));

    other.as(bob).put(message + "/reactions/🚀", null).assertStatus(200);
    follows(bob, path, page -> newest(page).at("/reactions/0/mine").asBoolean());
    follows(ada, path, page -> newest(page).at("/reactions/0/count").asInt() == 1);
    follows(ada, path, page -> !newest(page).at("/reactions/0/mine").asBoolean());

    other.as(bob).delete(message + "/reactions/🚀").assertStatus(204);
    follows(ada, path, page -> newest(page).get("reactions").isEmpty());

    other.as(bob).put(message + "/tags/rocket", null).assertStatus(200);
    follows(ada, path, page -> newest(page).at("/tags/0").asText().equals("rocket"));
    ada.api().delete(message + "/tags/rocket").assertStatus(204);
    follows(bob, path, page -> newest(page).get("tags").isEmpty());

    other.as(ada).delete(message).assertStatus(204);
    follows(bob, path, page -> newest(page).get("content").asText().isEmpty());
  }

  @Test
  void aProfile() {
    Person ada = people.someone();
    String before = other.as(ada).get("/api/v1/me").json(200).get("last_login_at").asText();

    ada.signIn();

    follows(ada, "/api/v1/me", me -> !me.get("last_login_at").asText().equals(before));
  }

  @Test
  void aNameInMessages() {
    Person ada = people.someone();
    UUID id = ada.createConversation("who is who");
    String path = "/api/v1/conversations/%s/messages".formatted(id);
    ada.post(id, "it is me");
    follows(ada, path, page -> newest(page).at("/author/display_name").asText().equals(ada.name()));

    ada.api().patch("/api/v1/me", Map.of("display_name", "Countess")).assertStatus(200);

    follows(ada, "/api/v1/me", me -> me.get("display_name").asText().equals("Countess"));
    follows(ada, path, page -> newest(page).at("/author/display_name").asText().equals("Countess"));
  }

  @Test
  void operatorsSeeClearAndWarm() {
    Api ops = people.anonymous().as(TestTokens.serviceToken("metrics-service").value());
    Person ada = people.someone();
    ada.api().get("/api/v1/me").assertStatus(200);

    assertThat(ops.get("/actuator/cache").json(200).get("caches").findValuesAsText("name"))
        .contains("profile", "conversation", "recent-messages");
    ops.delete("/actuator/cache/profile").assertStatus(200);
    ops.delete("/actuator/cache/nothing").assertStatus(404);
    ops.post("/actuator/cache/profile", Map.of()).assertStatus(200);
    JsonNode warmed = ops.post("/actuator/cache/profile?most=3", Map.of()).json(200);
    assertThat(warmed.get("entries").asInt()).isBetween(1, 3);
    assertThat(ops.get("/actuator/prometheus").assertStatus(200).body())
        .contains("cache_hit_ratio{cache=\"profile\"", "cache_gets_total{cache=\"profile\"");
    ada.api().get("/actuator/cache").assertStatus(403);
  }

  private static JsonNode newest(JsonNode page) {
    return page.at("/items/0");
  }

  /** Soon on both instances, and then for good. */
  private static void follows(Person person, String path, Predicate<JsonNode> expected) {
    for (Api api : List.of(person.api(), other.as(person))) {
      Patience.await().until(() -> expected.test(api.get(path).json(200)));
      Answer again = api.get(path);
      assertThat(expected.test(again.json(200))).as(again.toString()).isTrue();
    }
  }
}
