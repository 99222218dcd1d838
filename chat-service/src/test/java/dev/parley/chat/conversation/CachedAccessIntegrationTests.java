package dev.parley.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.OtherInstance;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * What one instance has just answered from its caches another instance's write must take back: one
 * test for each place that changes who may see what.
 */
@ChatServiceTest
class CachedAccessIntegrationTests {

  @Autowired private ChatClients people;
  private static OtherInstance other;

  @BeforeAll
  static void start(@Autowired Environment first) {
    other = OtherInstance.of(first);
  }

  @Test
  void anInvitationOpensAndSendingAwayCloses() {
    Person owner = people.someone();
    Person guest = people.someone();
    UUID conversation = owner.createConversation("a door");
    closedEverywhere(guest, conversation);

    owner.invite(conversation, guest);
    openEverywhere(guest, conversation);

    other.as(owner).delete(memberPath(conversation, guest)).assertStatus(204);
    closedEverywhere(guest, conversation);
  }

  @Test
  void whoLeavesIsOutside() {
    Person owner = people.someone();
    Person guest = people.someone();
    UUID conversation = owner.createConversation("a door");
    owner.invite(conversation, guest);
    openEverywhere(guest, conversation);

    other.as(guest).delete(memberPath(conversation, guest)).assertStatus(204);

    closedEverywhere(guest, conversation);
    openEverywhere(owner, conversation);
  }

  @Test
  void aChangeOfVisibilityConcernsEverybody() {
    Person owner = people.someone();
    Person passer = people.someone();
    UUID conversation = owner.createConversation(Map.of("title", "square", "visibility", "public"));
    openEverywhere(passer, conversation);

    other
        .as(owner)
        .patch("/api/v1/conversations/" + conversation, Map.of("visibility", "private"))
        .assertStatus(200);
    closedEverywhere(passer, conversation);

    owner
        .api()
        .patch("/api/v1/conversations/" + conversation, Map.of("visibility", "public"))
        .assertStatus(200);
    openEverywhere(passer, conversation);
  }

  @Test
  void joiningAProjectOpensItsConversationsAndLeavingClosesThem() {
    Person owner = people.someone();
    Person colleague = people.someone();
    JsonNode project = owner.api().post("/api/v1/projects", Map.of("name", "Apollo")).json(201);
    UUID general = UUID.fromString(project.required("default_conversation_id").asText());
    String door =
        "/api/v1/projects/%s/members/%s".formatted(project.get("id").asText(), colleague.id());
    closedEverywhere(colleague, general);

    other.as(owner).put(door, null).assertStatus(200);
    openEverywhere(colleague, general);

    owner.api().delete(door).assertStatus(204);
    closedEverywhere(colleague, general);
  }

  /** Invited besides, and the owner of one: all of it ends with the project. */
  @Test
  void whoLeavesAProjectLosesWhatTheyWereInvitedToAndWhatTheyStarted() {
    Person owner = people.someone();
    Person leaver = people.someone();
    UUID project = owner.api().post("/api/v1/projects", Map.of("name", "Vostok")).id();
    String door = "/api/v1/projects/%s/members/%s".formatted(project, leaver.id());
    owner.api().put(door, null).assertStatus(200);
    UUID invitedTo = owner.createConversation(Map.of("title", "x", "project_id", project));
    owner.invite(invitedTo, leaver);
    UUID started = leaver.createConversation(Map.of("title", "y", "project_id", project));
    openEverywhere(leaver, invitedTo);
    openEverywhere(leaver, started);
    closedEverywhere(owner, started);

    other.as(owner).delete(door).assertStatus(204);

    closedEverywhere(leaver, invitedTo);
    closedEverywhere(leaver, started);
    openEverywhere(owner, started);
    Patience.await()
        .until(
            () ->
                other
                    .as(owner)
                    .get("/api/v1/conversations/" + started)
                    .json(200)
                    .get("owner_id")
                    .asText()
                    .equals(owner.id().toString()));
  }

  /** The cached answer and the database's are the same words: no combination may differ. */
  @Test
  void cacheAndDatabaseDecideAlike(@Autowired KnownConversations known) {
    var store = other.context().getBean(ConversationStore.class);
    Person owner = people.someone();
    UUID project = owner.api().post("/api/v1/projects", Map.of("name", "Gemini")).id();
    Person colleague = people.someone();
    Person member = people.someone();
    Person both = people.someone();
    Person stranger = people.someone();
    for (Person person : List.of(colleague, both)) {
      owner
          .api()
          .put("/api/v1/projects/%s/members/%s".formatted(project, person.id()), null)
          .assertStatus(200);
    }
    for (String visibility : List.of("private", "project", "public")) {
      UUID conversation =
          owner.createConversation(
              Map.of("title", "t", "project_id", project, "visibility", visibility));
      owner.invite(conversation, member);
      owner.invite(conversation, both);
      for (Person person : List.of(owner, colleague, member, both, stranger)) {
        assertThat(known.mayRead(conversation, person.id()))
            .as("%s in a %s one", person.name(), visibility)
            .isEqualTo(store.findForReader(conversation, person.id()).isPresent());
      }
    }
  }

  private void openEverywhere(Person person, UUID conversation) {
    settlesAt(200, person, conversation);
  }

  private void closedEverywhere(Person person, UUID conversation) {
    settlesAt(404, person, conversation);
  }

  /** Asked twice in the end, so that the next test of the door meets a cached answer. */
  private void settlesAt(int status, Person person, UUID conversation) {
    for (Api api : List.of(person.api(), other.as(person))) {
      Patience.await().until(() -> reads(api, conversation).allMatch(a -> a.status() == status));
      reads(api, conversation).forEach(answer -> answer.assertStatus(status));
    }
  }

  private static Stream<Answer> reads(Api api, UUID conversation) {
    return Stream.of("", "/messages", "/members")
        .map(path -> api.get("/api/v1/conversations/" + conversation + path));
  }

  private static String memberPath(UUID conversation, Person person) {
    return "/api/v1/conversations/%s/members/%s".formatted(conversation, person.id());
  }
}
