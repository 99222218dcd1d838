package dev.parley.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class ConversationIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void keepsWhatItWasGiven() {
    Person owner = people.someone();
    Person member = people.someone();
    UUID id = UUID.randomUUID();

    JsonNode made =
        owner
            .api()
            .post(
                "/api/v1/conversations",
                Map.of(
                    "id",
                    id,
                    "title",
                    "Ünïcode 🦓",
                    "member_ids",
                    List.of(member.id(), owner.id(), member.id()),
                    "metadata",
                    Map.of("mood", Map.of("level", 3))))
            .json(201);

    JsonNode read = member.api().get("/api/v1/conversations/" + id).json(200);
    assertThat(read).isEqualTo(made);
    assertThat(read.required("id").asText()).isEqualTo(id.toString());
    assertThat(read.required("title").asText()).isEqualTo("Ünïcode 🦓");
    assertThat(read.required("visibility").asText()).isEqualTo("private");
    assertThat(read.at("/metadata/mood/level").asInt()).isEqualTo(3);
    assertThat(read.required("owner_id").asText()).isEqualTo(owner.id().toString());
    assertThat(read.required("last_seq").asLong()).isZero();
  }

  @Test
  void itsOwnerChangesItAndWhatIsNotSaidStays() {
    Person owner = people.someone();
    Person member = people.someone();
    UUID id = owner.createConversation(Map.of("title", "before", "metadata", Map.of("kept", true)));
    owner.invite(id, member);
    String path = "/api/v1/conversations/" + id;

    JsonNode renamed = owner.api().patch(path, Map.of("title", "after")).json(200);
    owner.api().patch(path, Map.of("visibility", "public", "archived", true)).assertStatus(200);

    assertThat(renamed.at("/metadata/kept").asBoolean()).isTrue();
    JsonNode read = people.someone().api().get(path).json(200);
    assertThat(read.required("title").asText()).isEqualTo("after");
    assertThat(read.required("archived").asBoolean()).isTrue();
    member.api().patch(path, Map.of("title", "mine")).assertProblem(403, "conversation.owner_only");
    owner
        .api()
        .patch(path, Map.of("visibility", "project"))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/visibility");
    owner
        .api()
        .patch(path, Map.of("title", " "))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/title");
  }

  @Test
  void anIdIsTakenOnce() {
    Person owner = people.someone();
    UUID id = owner.createConversation("first");

    owner
        .api()
        .post("/api/v1/conversations", Map.of("id", id, "title", "second"))
        .assertProblem(409, "conversation.id_taken");
  }

  @Test
  void pagesTheList() {
    Person owner = people.someone();
    for (int i = 1; i <= 5; i++) {
      owner.createConversation("number " + i);
    }

    JsonNode first = owner.api().get("/api/v1/conversations?per_page=2").json(200);
    JsonNode last = owner.api().get("/api/v1/conversations?per_page=2&page=3").json(200);

    assertThat(first.required("items").findValuesAsText("title"))
        .containsExactly("number 5", "number 4");
    assertThat(first.required("total").asInt()).isEqualTo(5);
    assertThat(first.required("has_next").asBoolean()).isTrue();
    assertThat(first.required("has_prev").asBoolean()).isFalse();
    assertThat(last.required("items").findValuesAsText("title")).containsExactly("number 1");
    assertThat(last.required("has_next").asBoolean()).isFalse();
    assertThat(last.required("has_prev").asBoolean()).isTrue();
  }

  @Test
  void whatItCannotKeepIsNamed() {
    Person owner = people.someone();

    refused(owner, Map.of("title", " ")).hasErrorAt("/title");
    refused(owner, Map.of("title", "x".repeat(201))).hasErrorAt("/title");
    refused(owner, Map.of("title", "a\u0000b")).hasErrorAt("/title");
    refused(owner, Map.of("title", "x", "visibility", "project")).hasErrorAt("/project_id");
    refused(owner, Map.of("title", "x", "member_ids", List.of(UUID.randomUUID())))
        .hasErrorAt("/member_ids");
    refused(owner, Map.of("title", "x", "metadata", List.of())).hasErrorAt("/metadata");
    refused(owner, Map.of("title", "x", "metadata", Map.of("k", "v".repeat(17_000))))
        .hasErrorAt("/metadata");
  }

  private static dev.parley.testing.ProblemAssert refused(
      Person owner, Map<String, Object> conversation) {
    return owner
        .api()
        .post("/api/v1/conversations", conversation)
        .assertProblem(400, "request.invalid");
  }
}
