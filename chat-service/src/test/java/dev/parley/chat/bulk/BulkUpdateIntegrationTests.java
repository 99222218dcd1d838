package dev.parley.chat.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.ReceivedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class BulkUpdateIntegrationTests {

  private static final String CONVERSATIONS = "/api/v1/conversations";

  @Autowired private ChatClients people;

  @Test
  void eachHasItsOwnOutcome() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID mine = ada.createConversation("mine");
    UUID bobs = bob.createConversation("Bob's");
    bob.invite(bobs, ada);
    UUID foreign = bob.createConversation("foreign");

    JsonNode results = update(ada, List.of(mine, foreign, bobs, mine), Map.of("archived", true));

    assertThat(results.findValuesAsText("id"))
        .containsExactly(mine.toString(), foreign.toString(), bobs.toString());
    assertThat(results.findValuesAsText("status"))
        .containsExactly("updated", "not_found", "forbidden");
    assertThat(read(ada, mine).required("archived").asBoolean()).isTrue();
    assertThat(read(bob, bobs).required("archived").asBoolean()).isFalse();
    assertThat(
            update(ada, List.of(mine, bobs), Map.of("add_tags", List.of("X", "y")))
                .findValuesAsText("status"))
        .containsExactly("updated", "updated");
    update(ada, List.of(mine), Map.of("remove_tags", List.of("x"), "add_tags", List.of("z")));
    assertThat(read(ada, mine).required("tags"))
        .extracting(JsonNode::asText)
        .containsExactly("y", "z");
    assertThat(
            update(ada, List.of(mine), Map.of("visibility", "project")).findValuesAsText("status"))
        .containsExactly("invalid");
  }

  @Test
  void tellsOfEachThatChanged() {
    Person ada = people.someone();
    UUID first = ada.createConversation("first");
    UUID second = ada.createConversation("second");
    try (KafkaProbe kafka = KafkaProbe.open()) {
      update(
          ada,
          List.of(first, second),
          Map.of("visibility", "public", "add_tags", List.of("a", "b")));

      List<ReceivedRecord> told =
          kafka.await(
              "chat.events",
              6,
              record ->
                  Stream.of(first, second).anyMatch(id -> id.toString().equals(record.key()))
                      && (String.valueOf(record.type()).contains("tag")
                          || String.valueOf(record.type()).contains("updated")));

      assertThat(told)
          .extracting(ReceivedRecord::type)
          .containsExactlyInAnyOrder(
              "chat.conversation.updated.v1",
              "chat.conversation.updated.v1",
              "chat.tag.added.v1",
              "chat.tag.added.v1",
              "chat.tag.added.v1",
              "chat.tag.added.v1");
      assertThat(told)
          .allSatisfy(
              record ->
                  assertThat(record.json().required("visibility").asText()).isEqualTo("public"));
    }
  }

  @Test
  void whatItCannotDoIsNamed() {
    Person ada = people.someone();
    UUID id = ada.createConversation("x");

    ada.api()
        .patch(CONVERSATIONS, Map.of("ids", List.of()))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/ids");
    ada.api()
        .patch(CONVERSATIONS, Map.of("ids", Stream.generate(UUID::randomUUID).limit(101).toList()))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/ids");
    ada.api()
        .patch(CONVERSATIONS, Map.of("ids", List.of(id), "add_tags", List.of("ok", "a/b")))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/add_tags/1");
    ada.api()
        .patch(
            CONVERSATIONS,
            Map.of("ids", List.of(id), "add_tags", List.of("a"), "remove_tags", List.of("A")))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/remove_tags");
  }

  private static JsonNode update(Person person, List<UUID> ids, Map<String, Object> change) {
    Map<String, Object> request = new HashMap<>(change);
    request.put("ids", ids);
    return person.api().patch(CONVERSATIONS, request).json(200).required("items");
  }

  private static JsonNode read(Person person, UUID conversation) {
    return person.api().get(CONVERSATIONS + "/" + conversation).json(200);
  }
}
