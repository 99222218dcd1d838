package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class AttachmentIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void aMessageCarriesItsFiles() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = ada.createConversation("with files");
    ada.invite(conversation, bob);
    UUID file = file(ada, "a.txt", "");
    bob.api().get("/api/v1/files/" + file).assertProblem(404, "file.not_found");

    JsonNode message = post(ada, conversation, file).json(201);

    JsonNode attached = message.at("/files/0");
    assertThat(attached.get("id").asText()).isEqualTo(file.toString());
    assertThat(attached.get("name").asText()).isEqualTo("a.txt");
    assertThat(attached.get("content_type").asText()).isEqualTo("text/plain");
    assertThat(attached.get("size").asInt()).isEqualTo(5);
    JsonNode seen = bob.api().get(messages(conversation)).json(200).at("/items/0/files/0");
    assertThat(seen).isEqualTo(attached);
    bob.api().get(seen.get("url").asText()).assertStatus(200);
    assertThat(
            bob.api()
                .get("/api/v1/files?conversation_id=" + conversation)
                .json(200)
                .at("/items/0/message_id"))
        .isEqualTo(message.get("id"));
  }

  @Test
  void whoListensLearnsOfThemToo() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("with files");
    JsonNode message =
        post(ada, conversation, file(ada, "a.txt", ""), file(ada, "b.txt", "")).json(201);
    ada.api()
        .patch("/api/v1/messages/" + message.get("id").asText(), Map.of("content", "look there"))
        .assertStatus(200);

    try (KafkaProbe kafka = KafkaProbe.open()) {
      assertThat(
              kafka.await(
                  "chat.events",
                  2,
                  event ->
                      conversation.toString().equals(event.key())
                          && String.valueOf(event.type()).startsWith("chat.message.")))
          .allSatisfy(
              event -> {
                EventContract.assertPublishable(String.valueOf(event.type()), event.text());
                JsonNode files = event.json().get("files");
                assertThat(files).hasSize(2);
                for (int i = 0; i < 2; i++) {
                  ObjectNode seen = message.at("/files/" + i).deepCopy();
                  seen.remove("url");
                  assertThat(files.get(i)).isEqualTo(seen);
                }
              });
    }
  }

  @Test
  void takesOnlyWhatIsOnesOwnAndFree() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = ada.createConversation("here");
    UUID elsewhere = ada.createConversation("elsewhere");
    UUID attached = file(ada, "a.txt", "");
    post(ada, conversation, attached).assertStatus(201);

    for (UUID wrong :
        List.of(
            file(bob, "b.txt", ""),
            file(ada, "c.txt", "&conversation_id=" + elsewhere),
            attached,
            UUID.randomUUID())) {
      post(ada, conversation, file(ada, "good.txt", ""), wrong)
          .assertProblem(400, "request.invalid")
          .hasErrorAt("/file_ids");
    }
    UUID[] many = Stream.generate(UUID::randomUUID).limit(11).toArray(UUID[]::new);
    post(ada, conversation, many).assertProblem(400, "request.invalid").hasErrorAt("/file_ids");
    assertThat(ada.api().get(messages(conversation)).json(200).get("items")).hasSize(1);
  }

  @Test
  void whatIsDeletedIsGoneFromTheMessageAndWithIt() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("with files");
    UUID first = file(ada, "a.txt", "");
    UUID second = file(ada, "b.txt", "");
    String message = post(ada, conversation, first, second).json(201).get("id").asText();
    assertThat(ada.api().get(messages(conversation)).json(200).at("/items/0/files")).hasSize(2);

    ada.api().delete("/api/v1/files/" + first).assertStatus(204);
    assertThat(ada.api().get(messages(conversation)).json(200).at("/items/0/files")).hasSize(1);
    ada.api().delete("/api/v1/messages/" + message).assertStatus(204);

    ada.api().get("/api/v1/files/" + second).assertProblem(404, "file.not_found");
    assertThat(ada.api().get(messages(conversation)).json(200).at("/items/0/files")).isEmpty();
  }

  private static UUID file(Person person, String name, String more) {
    return person.api().post("/api/v1/files?name=" + name + more, "text/plain", "hello").id();
  }

  private static Answer post(Person person, UUID conversation, UUID... files) {
    return person
        .api()
        .post(messages(conversation), Map.of("content", "look", "file_ids", List.of(files)));
  }

  private static String messages(UUID conversation) {
    return "/api/v1/conversations/%s/messages".formatted(conversation);
  }
}
