package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to a message after it was posted: here Ada's, in a conversation with Bob. */
@ChatServiceTest
class MessageChangesIntegrationTests {

  private static final String THUMB = "%F0%9F%91%8D";

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;
  private Person ada;
  private Person bob;
  private UUID conversation;
  private String message;

  @BeforeEach
  void adaPosts() {
    ada = people.someone();
    bob = people.someone();
    conversation = ada.createConversation("looms");
    ada.invite(conversation, bob);
    message = "/api/v1/messages/" + ada.post(conversation, "first").required("id").asText();
  }

  @Test
  void anEditIsSeenByAllAndWhatWasSaidBeforeIsKept() {
    JsonNode edited = patch(ada, Map.of("content", "second")).json(200);
    patch(ada, Map.of("content", "third", "metadata", Map.of("a", 1))).assertStatus(200);

    assertThat(edited.required("version").asInt()).isEqualTo(2);
    assertThat(edited.required("edited_at").asText()).isNotEqualTo("null");
    JsonNode now = bob.api().get(message).json(200);
    assertThat(now.required("content").asText()).isEqualTo("third");
    assertThat(now.required("version").asInt()).isEqualTo(3);
    assertThat(now.at("/metadata/a").asInt()).isEqualTo(1);
    JsonNode history = bob.api().get(message + "/history").json(200).required("items");
    assertThat(history.findValuesAsText("content")).containsExactly("second", "first");
    assertThat(history.findValuesAsText("version")).containsExactly("2", "1");
  }

  @Test
  void historyIsReadInPagesAndEnds() {
    for (int n = 2; n <= 5; n++) {
      patch(ada, Map.of("content", "version " + n)).assertStatus(200);
    }
    JsonNode first = bob.api().get(message + "/history?limit=3").json(200);
    assertThat(first.required("items").findValuesAsText("version")).containsExactly("4", "3", "2");
    assertThat(first.required("has_next").asBoolean()).isTrue();
    JsonNode second =
        bob.api()
            .get(message + "/history?limit=3&before=" + first.required("next_cursor").asText())
            .json(200);
    assertThat(second.required("items").findValuesAsText("content")).containsExactly("first");
    assertThat(second.required("has_next").asBoolean()).isFalse();
    JsonNode most = bob.api().get(message + "/history?per_page=100").json(200);
    assertThat(most.required("per_page").asInt()).isEqualTo(50);

    jdbc.sql("UPDATE message SET version = 200 WHERE id = CAST(? AS uuid)")
        .param(message.substring(message.lastIndexOf('/') + 1))
        .update();
    patch(ada, Map.of("content", "the last one")).assertStatus(200);
    patch(ada, Map.of("content", "one more")).assertProblem(409, "message.too_many_edits");
    patch(ada, Map.of("content", "the last one")).assertStatus(200);
  }

  @Test
  void anEditThatChangesNothingIsNone() {
    assertThat(patch(ada, Map.of("content", "first")).json(200).required("version").asInt())
        .isEqualTo(1);
    assertThat(ada.api().get(message + "/history").json(200).required("items")).isEmpty();
  }

  /** Two devices of one person: the second has not seen what the first did. */
  @Test
  void anEditOfSomethingElseIsRefused() {
    patch(ada, Map.of("content", "second", "version", 1)).assertStatus(200);

    patch(ada, Map.of("content", "also second", "version", 1))
        .assertProblem(412, "message.changed_meanwhile")
        .hasDetailContaining("version 2");
  }

  @Test
  void onlyItsAuthorEditsAndTheOwnerMayDelete() {
    String bobs = "/api/v1/messages/" + bob.post(conversation, "bob's").required("id").asText();

    patch(bob, Map.of("content", "mine now")).assertProblem(403, "message.author_only");
    bob.api().delete(message).assertProblem(403, "message.author_only");
    ada.api().patch(bobs, Map.of("content", "x")).assertProblem(403, "message.author_only");
    ada.api().delete(bobs).assertStatus(204);
  }

  @Test
  void ofADeletedMessageThereIsOnlyItsPlace() {
    patch(ada, Map.of("content", "@" + bob.name() + " secret", "metadata", Map.of("k", "v")));
    bob.api().put(message + "/reactions/" + THUMB, null).assertStatus(200);

    ada.api().delete(message).assertStatus(204);
    ada.api().delete(message).assertStatus(204);

    JsonNode left = bob.api().get(message).json(200);
    assertThat(left.required("seq").asLong()).isEqualTo(1);
    assertThat(left.required("content").asText()).isEmpty();
    assertThat(left.required("deleted_at").asText()).isNotEqualTo("null");
    for (String field : List.of("metadata", "mentions", "reactions")) {
      assertThat(left.required(field)).as(field).isEmpty();
    }
    assertThat(bob.api().get(message + "/history").json(200).required("items")).isEmpty();
    patch(ada, Map.of("content", "back")).assertProblem(409, "message.deleted");
    bob.api().put(message + "/reactions/" + THUMB, null).assertProblem(409, "message.deleted");
  }

  @Test
  void mentionsAreTheAccountsThatTheTextNames() {
    JsonNode posted =
        ada.post(
            conversation, "@%s, @nobody-by-this-name and @%s!".formatted(bob.name(), ada.name()));

    assertThat(posted.required("mentions").findValuesAsText("username"))
        .containsExactlyInAnyOrder(ada.name(), bob.name());
    JsonNode edited = patch(ada, Map.of("content", "only @" + bob.name())).json(200);
    assertThat(edited.required("mentions").findValuesAsText("id"))
        .containsExactly(bob.id().toString());
  }

  @Test
  void reactionsAreCountedAndShowWhichAreOnesOwn() {
    String thumb = message + "/reactions/" + THUMB;
    ada.api().put(thumb, null).assertStatus(200);
    bob.api().put(thumb, null).assertStatus(200);
    JsonNode twice = bob.api().put(thumb, null).json(200);
    ada.api().put(message + "/reactions/%E2%9D%A4%EF%B8%8F", null).assertStatus(200);

    assertThat(twice.at("/reactions/0/count").asInt()).isEqualTo(2);
    JsonNode seen = bob.api().get(message).json(200).required("reactions");
    assertThat(seen.findValuesAsText("emoji")).containsExactly("👍", "❤️");
    assertThat(seen.findValuesAsText("mine")).containsExactly("true", "false");

    bob.api().delete(thumb).assertStatus(204);
    bob.api().delete(thumb).assertStatus(204);
    assertThat(bob.api().get(message).json(200).at("/reactions/0/count").asInt()).isEqualTo(1);
  }

  @Test
  void aReactionIsAnEmoji() {
    for (String emoji :
        List.of(
            "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
            "1%EF%B8%8F%E2%83%A3", "%F0%9F%87%A9%F0%9F%87%AA", "%F0%9F%91%8D%F0%9F%8F%BD")) {
      ada.api().put(message + "/reactions/" + emoji, null).assertStatus(200);
    }
    for (String other : List.of("like", "1", "%20", "%3Cb%3E", THUMB.repeat(17))) {
      ada.api()
          .put(message + "/reactions/" + other, null)
          .assertProblem(400, "request.invalid_parameter");
    }
  }

  @Test
  void aJumpShowsAMessageAmongItsNeighbours() {
    List<String> ids =
        IntStream.rangeClosed(2, 9)
            .mapToObj(i -> ada.post(conversation, "m" + i).required("id").asText())
            .toList();

    JsonNode around =
        bob.api().get("/api/v1/messages/" + ids.get(3) + "/context?limit=4").json(200);

    assertThat(around.required("items").findValuesAsText("content"))
        .containsExactly("m7", "m6", "m5", "m4", "m3");
    assertThat(around.required("has_next").asBoolean()).isTrue();
    assertThat(around.required("has_prev").asBoolean()).isTrue();
    String older =
        "/api/v1/conversations/%s/messages?limit=2&before=%s"
            .formatted(conversation, around.required("next_cursor").asText());
    assertThat(bob.api().get(older).json(200).required("items").findValuesAsText("content"))
        .containsExactly("m2", "first");
  }

  @Test
  void anArchivedConversationIsReadAndCleanedUpButNotWritten() {
    ada.api()
        .patch("/api/v1/conversations/" + conversation, Map.of("archived", true))
        .assertStatus(200);

    patch(ada, Map.of("content", "late")).assertProblem(403, "conversation.read_only");
    bob.api()
        .put(message + "/reactions/" + THUMB, null)
        .assertProblem(403, "conversation.read_only");
    bob.api().get(message).assertStatus(200);
    ada.api().delete(message).assertStatus(204);
  }

  @Test
  void strangersAndThoseWhoLeftSeeNothing() {
    Person stranger = people.someone();
    bob.api()
        .delete("/api/v1/conversations/%s/members/%s".formatted(conversation, bob.id()))
        .assertStatus(204);

    for (Person outside : List.of(stranger, bob)) {
      everything(outside.api()).forEach(answer -> answer.assertProblem(404, "message.not_found"));
    }
    everything(people.anonymous()).forEach(answer -> answer.assertProblem(401, "auth.required"));
  }

  @Test
  void saysWhatIsWrongWithAnEdit() {
    patch(ada, Map.of("content", " ")).assertProblem(400, "request.invalid").hasErrorAt("/content");
    patch(ada, Map.of("content", "x".repeat(16_001)))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/content");
    patch(ada, Map.of("role", "system")).assertProblem(400, "request.unknown_field");
  }

  private Stream<Answer> everything(Api api) {
    return Stream.of(
        api.get(message),
        api.get(message + "/history"),
        api.get(message + "/context"),
        api.delete(message),
        api.put(message + "/reactions/" + THUMB, null),
        api.delete(message + "/reactions/" + THUMB),
        api.patch(message, Map.of("content", "x")));
  }

  private Answer patch(Person person, Map<String, Object> change) {
    return person.api().patch(message, change);
  }
}
