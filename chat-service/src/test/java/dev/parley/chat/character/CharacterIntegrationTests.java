package dev.parley.chat.character;

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
class CharacterIntegrationTests {

  private static final String CHARACTERS = "/api/v1/characters";

  @Autowired private ChatClients people;

  @Test
  void isEverybodysToTalkToAndItsMakersToChange() {
    Person ada = people.someone();
    Person bob = people.someone();
    JsonNode made =
        ada.api()
            .post(
                CHARACTERS,
                Map.of(
                    "name",
                    "Morgan",
                    "label",
                    "wizard",
                    "persona",
                    "Old.",
                    "greeting",
                    "Who goes?"))
            .json(201);
    String path = CHARACTERS + "/" + made.required("id").asText();

    assertThat(bob.api().get(path).json(200)).isEqualTo(made);
    bob.api().patch(path, Map.of("name", "Mine")).assertProblem(403, "character.owner_only");
    assertThat(
            people.admin().api().patch(path, Map.of("active", false)).json(200).required("persona"))
        .isEqualTo(made.required("persona"));
    bob.api().get(path).assertProblem(404, "character.not_found");
    ada.api().get(path).assertStatus(200);
  }

  @Test
  void listsByLabelAndName() {
    Person ada = people.someone();
    String label = "label " + UUID.randomUUID();
    for (String name : List.of("Zoe", "Abe", "Kim")) {
      make(ada, Map.of("name", name, "label", label));
    }
    make(ada, Map.of("name", "Off", "label", label, "active", false));
    String query = CHARACTERS + "?label=" + label.replace(" ", "%20");

    assertThat(names(ada, query)).containsExactly("Abe", "Kim", "Off", "Zoe");
    assertThat(names(ada, query + "&active=true")).containsExactly("Abe", "Kim", "Zoe");
    assertThat(names(people.someone(), query)).containsExactly("Abe", "Kim", "Zoe");
    assertThat(names(ada, query + "&active=false")).containsExactly("Off");
    ada.api().get(CHARACTERS + "?label=%00").assertProblem(400, "request.invalid_parameter");
  }

  @Test
  void greetsWhoeverBeginsToTalkWithIt() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID morgan = make(ada, Map.of("name", "Morgan", "greeting", "Who goes there?"));
    UUID silent = make(ada, Map.of("name", "Silence"));

    JsonNode conversation =
        bob.api()
            .post(
                "/api/v1/conversations",
                Map.of("title", "t", "character_id", morgan, "member_ids", List.of(ada.id())))
            .json(201);

    assertThat(conversation.required("character_id").asText()).isEqualTo(morgan.toString());
    assertThat(conversation.required("last_seq").asInt()).isOne();
    assertThat(conversation.required("unread").asInt()).isZero();
    String path = "/api/v1/conversations/" + conversation.required("id").asText();
    assertThat(ada.api().get(path).json(200).required("unread").asInt()).isOne();
    JsonNode greeting = ada.api().get(path + "/messages").json(200).at("/items/0");
    assertThat(greeting.required("content").asText()).isEqualTo("Who goes there?");
    assertThat(greeting.required("role").asText()).isEqualTo("assistant");
    assertThat(greeting.required("seq").asInt()).isOne();
    assertThat(greeting.at("/metadata/character_id").asText()).isEqualTo(morgan.toString());
    assertThat(
            bob.api()
                .post("/api/v1/conversations", Map.of("title", "t", "character_id", silent))
                .json(201)
                .required("last_seq")
                .asInt())
        .isZero();
  }

  @Test
  void stayedWithByThoseWhoTalkWithIt() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID character = make(ada, Map.of("name", "Morgan"));
    UUID unused = make(ada, Map.of("name", "Nobody's"));
    UUID conversation = bob.createConversation(Map.of("title", "t", "character_id", character));

    ada.api().delete(CHARACTERS + "/" + character).assertStatus(204);
    ada.api().delete(CHARACTERS + "/" + unused).assertStatus(204);

    assertThat(bob.api().get(CHARACTERS + "/" + character).json(200).required("active").asBoolean())
        .isFalse();
    people.someone().api().get(CHARACTERS + "/" + character).assertStatus(404);
    ada.api().get(CHARACTERS + "/" + unused).assertProblem(404, "character.not_found");
    for (UUID gone : List.of(character, unused)) {
      bob.api()
          .post("/api/v1/conversations", Map.of("title", "t", "character_id", gone))
          .assertProblem(400, "request.invalid")
          .hasErrorAt("/character_id");
    }
    assertThat(
            bob.api()
                .get("/api/v1/conversations?character_id=" + character)
                .json(200)
                .at("/items/0/id")
                .asText())
        .isEqualTo(conversation.toString());
  }

  @Test
  void whatItCannotKeepIsNamed() {
    Person ada = people.someone();

    refused(ada, Map.of(), "/name");
    refused(ada, Map.of("name", "x".repeat(101)), "/name");
    refused(ada, Map.of("name", "x", "label", "x".repeat(51)), "/label");
    refused(ada, Map.of("name", "x", "greeting", "x".repeat(16_001)), "/greeting");
    refused(ada, Map.of("name", "x", "metadata", List.of()), "/metadata");
  }

  private static void refused(Person person, Map<String, Object> character, String pointer) {
    person
        .api()
        .post(CHARACTERS, character)
        .assertProblem(400, "request.invalid")
        .hasErrorAt(pointer);
  }

  private static UUID make(Person person, Map<String, Object> character) {
    return person.api().post(CHARACTERS, character).id();
  }

  private static List<String> names(Person person, String path) {
    return person.api().get(path).json(200).required("items").findValuesAsText("name");
  }
}
