package dev.parley.chat.conversation;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every route of a conversation, from each side of its door. */
@ChatServiceTest
class AccessIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void aPrivateConversationIsItsMembers() {
    Person owner = people.someone();
    Person member = people.someone();
    Person stranger = people.someone();
    UUID conversation = owner.createConversation("ours");
    owner.invite(conversation, member);

    for (Person reader : List.of(owner, member)) {
      everyRead(reader.api(), conversation).forEach(answer -> answer.assertStatus(200));
      post(reader.api(), conversation).assertStatus(201);
    }
    seesNothing(stranger, conversation);
    member
        .api()
        .put(memberPath(conversation, stranger), null)
        .assertProblem(403, "conversation.owner_only");
  }

  @Test
  void whoLeavesOrIsSentAwaySeesNothingMore() {
    Person owner = people.someone();
    Person leaver = people.someone();
    Person expelled = people.someone();
    UUID conversation = owner.createConversation("a revolving door");
    owner.invite(conversation, leaver);
    owner.invite(conversation, expelled);

    leaver.api().delete(memberPath(conversation, leaver)).assertStatus(204);
    owner.api().delete(memberPath(conversation, expelled)).assertStatus(204);

    seesNothing(leaver, conversation);
    seesNothing(expelled, conversation);
    assertThat(memberNames(owner, conversation)).containsExactly(owner.name());
  }

  @Test
  void aProjectsConversationIsReadByAllOfTheProject() {
    Person owner = people.someone();
    Person colleague = people.someone();
    Person stranger = people.someone();
    JsonNode project = owner.api().post("/api/v1/projects", Map.of("name", "Apollo")).json(201);
    UUID id = UUID.fromString(project.required("id").asText());
    UUID general = UUID.fromString(project.required("default_conversation_id").asText());
    String door = "/api/v1/projects/%s/members/%s".formatted(id, colleague.id());

    seesNothing(colleague, general);
    owner.api().put(door, null).assertStatus(200);
    everyRead(colleague.api(), general).forEach(answer -> answer.assertStatus(200));
    post(colleague.api(), general).assertStatus(201);
    seesNothing(stranger, general);

    UUID secret = owner.createConversation(Map.of("title", "not for all", "project_id", id));
    seesNothing(colleague, secret);

    owner.api().delete(door).assertStatus(204);
    seesNothing(colleague, general);
  }

  /** Not even what one started oneself, and nothing to hand on to others. */
  @Test
  void whoIsSentOutOfAProjectTakesNothingAlong() {
    Person owner = people.someone();
    Person leaver = people.someone();
    Person stranger = people.someone();
    UUID project = owner.api().post("/api/v1/projects", Map.of("name", "Vostok")).id();
    String door = "/api/v1/projects/%s/members/%s".formatted(project, leaver.id());
    owner.api().put(door, null).assertStatus(200);
    List<UUID> started =
        Stream.of("project", "private")
            .map(
                visibility ->
                    leaver.createConversation(
                        Map.of("title", "his", "project_id", project, "visibility", visibility)))
            .toList();

    owner.api().delete(door).assertStatus(204);

    for (UUID conversation : started) {
      seesNothing(leaver, conversation);
      leaver
          .api()
          .put(memberPath(conversation, stranger), null)
          .assertProblem(404, "conversation.not_found");
      JsonNode inherited = owner.api().get("/api/v1/conversations/" + conversation).json(200);
      assertThat(inherited.required("owner_id").asText()).isEqualTo(owner.id().toString());
      owner.invite(conversation, stranger);
    }
    owner
        .api()
        .delete("/api/v1/projects/%s/members/%s".formatted(project, owner.id()))
        .assertProblem(409, "project.owner_stays");
  }

  @Test
  void aPublicConversationIsReadByAllWhoSignedInAndWrittenByItsMembers() {
    Person owner = people.someone();
    Person passer = people.someone();
    UUID conversation =
        owner.createConversation(Map.of("title", "town square", "visibility", "public"));

    everyRead(passer.api(), conversation).forEach(answer -> answer.assertStatus(200));
    post(passer.api(), conversation).assertProblem(403, "conversation.read_only");
    everyRead(people.anonymous(), conversation)
        .forEach(answer -> answer.assertProblem(401, "auth.required"));
  }

  /** An admin runs the installation; other people's conversations are still not his. */
  @Test
  void anAdminIsAStrangerToPrivateConversations() {
    UUID conversation = people.someone().createConversation("not the admin's");

    seesNothing(people.admin(), conversation);
  }

  @Test
  void anUnknownIdAndSomeoneElsesLookTheSame() {
    Person stranger = people.someone();
    UUID unknown = UUID.randomUUID();
    UUID foreign = people.someone().createConversation("foreign");

    JsonNode one = stranger.api().get("/api/v1/conversations/" + unknown).json(404);
    JsonNode other = stranger.api().get("/api/v1/conversations/" + foreign).json(404);

    for (String field : List.of("type", "title", "status", "detail", "code")) {
      assertThat(one.get(field)).isEqualTo(other.get(field));
    }
  }

  @Test
  void listsOnlyWhatOneTakesPartIn() {
    Person owner = people.someone();
    Person member = people.someone();
    UUID shared = owner.createConversation("shared");
    owner.createConversation("alone");
    owner.createConversation(Map.of("title", "square", "visibility", "public"));
    owner.invite(shared, member);

    assertThat(titles(member)).containsExactly("shared");
    assertThat(titles(owner)).containsExactlyInAnyOrder("shared", "alone", "square");
  }

  @Test
  void theOwnerStays() {
    Person owner = people.someone();
    UUID conversation = owner.createConversation("anchored");

    owner
        .api()
        .delete(memberPath(conversation, owner))
        .assertProblem(409, "conversation.owner_stays");
  }

  @Test
  void nobodyPutsAConversationIntoAProjectOfOthers() {
    Person owner = people.someone();
    Person stranger = people.someone();
    UUID project = owner.api().post("/api/v1/projects", Map.of("name", "closed")).id();

    stranger
        .api()
        .post("/api/v1/conversations", Map.of("title", "smuggled", "project_id", project))
        .assertProblem(404, "project.not_found");
    stranger.api().get("/api/v1/projects/" + project).assertProblem(404, "project.not_found");
    stranger
        .api()
        .put("/api/v1/projects/%s/members/%s".formatted(project, stranger.id()), null)
        .assertProblem(404, "project.not_found");
  }

  private void seesNothing(Person person, UUID conversation) {
    Stream.concat(
            everyRead(person.api(), conversation),
            Stream.of(
                post(person.api(), conversation),
                person.api().put(memberPath(conversation, person), null),
                person
                    .api()
                    .patch("/api/v1/conversations/" + conversation, Map.of("title", "mine")),
                person
                    .api()
                    .post(
                        "/api/v1/conversations/%s/read".formatted(conversation), Map.of("seq", 1)),
                person.api().delete(memberPath(conversation, person))))
        .forEach(answer -> answer.assertProblem(404, "conversation.not_found"));
  }

  private static Stream<Answer> everyRead(Api api, UUID conversation) {
    return Stream.of("", "/members", "/messages", "/messages?limit=1")
        .map(path -> api.get("/api/v1/conversations/" + conversation + path));
  }

  private static Answer post(Api api, UUID conversation) {
    return api.post(
        "/api/v1/conversations/%s/messages".formatted(conversation), Map.of("content", "hello"));
  }

  private static String memberPath(UUID conversation, Person person) {
    return "/api/v1/conversations/%s/members/%s".formatted(conversation, person.id());
  }

  private static List<String> memberNames(Person person, UUID conversation) {
    return texts(
        person.api().get("/api/v1/conversations/%s/members".formatted(conversation)).json(200),
        "username");
  }

  private static List<String> titles(Person person) {
    return texts(person.api().get("/api/v1/conversations").json(200), "title");
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.required("items").findValuesAsText(field);
  }
}
