package dev.parley.chat.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class AnnotationIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void keepsWhatItWasGiven() {
    Person ada = people.someone();
    JsonNode message = ada.post(ada.createConversation("noted"), "Größe 🦓!");
    UUID id = UUID.randomUUID();

    JsonNode made =
        ada.api()
            .post(
                of(message),
                Map.of(
                    "id",
                    id,
                    "kind",
                    "highlight",
                    "start_offset",
                    6,
                    "end_offset",
                    8,
                    "metadata",
                    Map.of("colour", "green")))
            .json(201);

    assertThat(ada.api().get("/api/v1/annotations/" + id).json(200)).isEqualTo(made);
    assertThat(made.required("id").asText()).isEqualTo(id.toString());
    assertThat(made.required("message_version").asInt()).isOne();
    assertThat(made.at("/author/username").asText()).isEqualTo(ada.name());
    assertThat(made.required("content").asText()).isEmpty();
    assertThat(made.at("/metadata/colour").asText()).isEqualTo("green");
    ada.api()
        .post(of(message), Map.of("id", id, "content", "again"))
        .assertProblem(409, "annotation.id_taken");
  }

  @Test
  void itsAuthorChangesItAndTheOwnerMayDeleteIt() {
    Person owner = people.someone();
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = owner.createConversation("noted");
    owner.invite(conversation, ada);
    owner.invite(conversation, bob);
    JsonNode made = ada.api().post(of(conversation), Map.of("content", "hm")).json(201);
    String path = "/api/v1/annotations/" + made.required("id").asText();

    JsonNode changed = ada.api().patch(path, Map.of("kind", "label")).json(200);

    assertThat(made.required("kind").asText()).isEqualTo("note");
    assertThat(changed.required("kind").asText()).isEqualTo("label");
    assertThat(changed.required("content").asText()).isEqualTo("hm");
    owner.api().patch(path, Map.of("content", "x")).assertProblem(403, "annotation.author_only");
    bob.api().delete(path).assertProblem(403, "annotation.author_only");
    owner.api().delete(path).assertStatus(204);
    ada.api().get(path).assertProblem(404, "annotation.not_found");
  }

  @Test
  void whoReadsButDoesNotWriteOnlyReads() {
    Person ada = people.someone();
    Person visitor = people.someone();
    UUID conversation = ada.createConversation(Map.of("title", "open", "visibility", "public"));
    ada.api().post(of(conversation), Map.of("content", "see")).assertStatus(201);

    assertThat(contents(visitor, of(conversation))).containsExactly("see");
    visitor
        .api()
        .post(of(conversation), Map.of("content", "me too"))
        .assertProblem(403, "conversation.read_only");
  }

  @Test
  void listsThoseOfTheConversationAndOnRequestOfItsMessages() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("noted");
    JsonNode message = ada.post(conversation, "hello");
    ada.api().post(of(conversation), Map.of("content", "of all")).assertStatus(201);
    ada.api().post(of(message), Map.of("content", "of one")).assertStatus(201);

    assertThat(contents(ada, of(conversation))).containsExactly("of all");
    assertThat(contents(ada, of(conversation) + "?messages=true"))
        .containsExactly("of all", "of one");
    assertThat(contents(ada, of(message))).containsExactly("of one");
    assertThat(contents(ada, of(conversation) + "?messages=true&limit=1")).hasSize(1);
  }

  @Test
  void goesWithItsMessage() {
    Person ada = people.someone();
    JsonNode message = ada.post(ada.createConversation("noted"), "hello");
    String path =
        "/api/v1/annotations/" + ada.api().post(of(message), Map.of("content", "quoted")).id();

    ada.api().delete("/api/v1/messages/" + message.required("id").asText()).assertStatus(204);

    ada.api().get(path).assertProblem(404, "annotation.not_found");
    assertThat(contents(ada, of(message))).isEmpty();
    ada.api().post(of(message), Map.of("content", "late")).assertProblem(409, "message.deleted");
  }

  @Test
  void whatItCannotKeepIsNamed() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("noted");
    String message = of(ada.post(conversation, "hello"));

    refused(ada, message, Map.of(), "/content");
    refused(ada, message, Map.of("content", " "), "/content");
    refused(ada, message, Map.of("content", "x".repeat(4001)), "/content");
    refused(ada, message, Map.of("content", "x", "kind", "k".repeat(51)), "/kind");
    refused(ada, message, offsets(-1, 2), "/start_offset");
    refused(ada, message, offsets(2, 2), "/end_offset");
    refused(ada, message, offsets(0, 6), "/end_offset");
    refused(ada, message, Map.of("start_offset", 1), "/end_offset");
    refused(ada, message, Map.of("end_offset", 1), "/start_offset");
    refused(ada, of(conversation), offsets(0, 1), "/start_offset");
  }

  private static Map<String, Object> offsets(int start, int end) {
    Map<String, Object> note = new HashMap<>();
    note.put("start_offset", start);
    note.put("end_offset", end);
    return note;
  }

  private static void refused(
      Person person, String path, Map<String, Object> note, String pointer) {
    person.api().post(path, note).assertProblem(400, "request.invalid").hasErrorAt(pointer);
  }

  private static List<String> contents(Person person, String path) {
    return person.api().get(path).json(200).required("items").findValuesAsText("content");
  }

  private static String of(UUID conversation) {
    return "/api/v1/conversations/" + conversation + "/annotations";
  }

  private static String of(JsonNode message) {
    return "/api/v1/messages/" + message.required("id").asText() + "/annotations";
  }
}
