package dev.parley.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Conversations and messages under conditions, and in part. */
@ChatServiceTest
class ConditionalEditIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void whatIsSaidInAConversationStopsNobodyFromRenamingIt() {
    Person owner = people.someone();
    UUID id = owner.createConversation(Map.of("title", "one", "metadata", Map.of("b", 1, "a", 2)));
    String path = "/api/v1/conversations/" + id;
    Answer read = owner.api().get(path);
    String seen = read.header("ETag");
    owner.api().with("If-None-Match", seen).get(path).assertStatus(304);
    owner.post(id, "news");

    assertThat(owner.api().with("If-None-Match", seen).get(path).assertStatus(200).header("ETag"))
        .isNotEqualTo(seen);
    renamed(owner, path, seen, "two").assertStatus(200);
    renamed(owner, path, seen, "three").assertProblem(412, "request.precondition_failed");
    assertThat(owner.api().get(path).json(200).required("title").asText()).isEqualTo("two");
  }

  @Test
  void aTagIsOfWhatOnePersonSees() {
    Person owner = people.someone();
    Person other = people.someone();
    UUID id = owner.createConversation("one");
    owner.invite(id, other);
    String path = "/api/v1/conversations/" + id;
    owner.post(id, "news");
    String seen = other.api().get(path).header("ETag");
    String ofSome = other.api().get(path + "?fields=title").header("ETag");
    String owners = owner.api().get(path).header("ETag");

    assertThat(Set.of(seen, ofSome, owners)).hasSize(3);
    assertThat(Stream.of(seen, ofSome, owners).map(tag -> tag.split("\\.", 2)[0]).distinct())
        .as("an edit is held against what is the same for all")
        .hasSize(1);
    other.api().with("If-None-Match", ofSome).get(path + "?fields=title").assertStatus(304);
    other.api().with("If-None-Match", seen).get(path + "?fields=title").assertStatus(200);
    Answer unchanged = other.api().with("If-None-Match", "W/" + seen).get(path);
    unchanged.assertStatus(304);
    assertThat(unchanged.header("ETag")).isEqualTo(seen);
    assertThat(unchanged.header("Cache-Control")).isEqualTo("private, no-cache");

    other.api().post(path + "/read", Map.of("seq", 1)).assertStatus(200);
    other.api().with("If-None-Match", seen).get(path).assertStatus(200);
    owner.api().with("If-None-Match", owners).get(path).assertStatus(304);
  }

  @Test
  void aSignInElsewhereRefusesNoEditOfAnAccount() {
    Person ada = people.someone();
    Answer read = ada.api().get("/api/v1/me");
    ada.api().with("If-None-Match", read.header("ETag")).get("/api/v1/me").assertStatus(304);
    String asOthers = people.someone().api().get("/api/v1/users/" + ada.id()).header("ETag");

    ada.signIn();

    assertThat(ada.api().with("If-None-Match", read.header("ETag")).get("/api/v1/me").json(200))
        .isNotEqualTo(read.json(200));
    assertThat(people.someone().api().get("/api/v1/users/" + ada.id()).header("ETag"))
        .isEqualTo(asOthers);
    ada.api()
        .with("If-Match", read.header("ETag"))
        .patch("/api/v1/me", Map.of("display_name", "Countess"))
        .assertStatus(200);
  }

  @Test
  void aMessageIsEditedAndDeletedAsSeen() {
    Person author = people.someone();
    UUID conversation = author.createConversation("talk");
    String path = "/api/v1/messages/" + author.post(conversation, "one").get("id").asText();
    String seen = author.api().get(path).header("ETag");
    author.api().put(path + "/reactions/👍", null).assertStatus(200);
    Api asSeen = author.api().with("If-Match", seen);

    asSeen.patch(path, Map.of("content", "two")).assertStatus(200);
    asSeen
        .patch(path, Map.of("content", "three"))
        .assertProblem(412, "request.precondition_failed");
    Answer refused = asSeen.delete(path);
    refused.assertProblem(412, "request.precondition_failed");
    author.api().with("If-Match", refused.header("ETag")).delete(path).assertStatus(204);
  }

  @Test
  void listsAndResourcesAreReadInPart() {
    Person author = people.someone();
    UUID conversation = author.createConversation("talk");
    author.post(conversation, "hello");
    String messages = "/api/v1/conversations/%s/messages".formatted(conversation);

    JsonNode page = author.api().get(messages + "?fields=content,author.username").json(200);

    assertThat(page.required("has_next").asBoolean()).isFalse();
    JsonNode message = page.at("/items/0");
    assertThat(message.fieldNames()).toIterable().containsExactly("id", "author", "content");
    assertThat(message.required("author").fieldNames()).toIterable().containsExactly("username");
    author
        .api()
        .get("/api/v1/conversations?fields=titel")
        .assertProblem(400, "request.unknown_field")
        .hasDetailContaining("title");
  }

  private static Answer renamed(Person owner, String path, String seen, String title) {
    return owner.api().with("If-Match", seen).patch(path, Map.of("title", title));
  }
}
