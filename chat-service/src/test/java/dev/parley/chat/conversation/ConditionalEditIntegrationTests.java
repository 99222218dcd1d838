package dev.parley.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.util.Map;
import java.util.UUID;
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
