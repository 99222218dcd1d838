package dev.parley.chat.database;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A list takes as many statements for twenty things as for one. */
@ChatServiceTest
class StatementsPerListIntegrationTests {

  private static final int THINGS = 20;

  /** Whether one may see it, how many there are, the page, and what hangs on it. */
  private static final int AT_MOST = 4;

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;

  @Test
  void noListAsksTheDatabaseForEachThingInIt() {
    Person owner = people.someone();
    Api api = owner.api();
    UUID project = api.post("/api/v1/projects", Map.of("name", "full of things")).id();
    UUID conversation =
        owner.createConversation(Map.of("title", "full of things", "project_id", project));
    String inIt = "/api/v1/conversations/" + conversation;
    String message = fill(owner, project, conversation);

    var softly = new SoftAssertions();
    for (String list :
        List.of(
            "/api/v1/conversations",
            "/api/v1/projects",
            "/api/v1/projects/" + project + "/members",
            inIt + "/members",
            inIt + "/messages",
            inIt + "/annotations",
            "/api/v1/messages",
            message + "/context",
            message + "/history",
            message + "/annotations",
            "/api/v1/characters",
            "/api/v1/tags?q=full",
            "/api/v1/files?conversation_id=" + conversation,
            "/api/v1/me/tokens",
            "/api/v1/auth/sessions")) {
      expectFewStatements(softly, api, list);
    }
    expectFewStatements(softly, people.admin().api(), "/api/v1/users");
    softly.assertAll();
  }

  private static void expectFewStatements(SoftAssertions softly, Api api, String list) {
    Answer answer = api.get(list);
    JsonNode things = answer.json(200);
    softly
        .assertThat((things.isArray() ? things : things.required("items")).size())
        .as("things in %s", list)
        .isGreaterThanOrEqualTo(THINGS);
    softly.assertThat(answer.statements()).as("statements for %s", list).isBetween(1, AT_MOST);
  }

  /** The address of a message on which much hangs. */
  private String fill(Person owner, UUID project, UUID conversation) {
    Api api = owner.api();
    inviteFolk(project, conversation, owner.id());
    api.post(
            "/api/v1/conversations/%s/messages/bulk".formatted(conversation),
            Map.of("messages", times(i -> Map.of("content", "@folk" + i + " line " + i))))
        .assertStatus(201);
    String first =
        "/api/v1/messages/" + owner.post(conversation, "much hangs on it").required("id").asText();
    for (int i = 0; i < THINGS; i++) {
      owner.createConversation("thing " + i);
      api.post("/api/v1/projects", Map.of("name", "thing " + i)).assertStatus(201);
      api.post("/api/v1/characters", Map.of("name", "thing " + i)).assertStatus(201);
      String posted =
          "/api/v1/messages/" + owner.post(conversation, "line " + i).required("id").asText();
      api.put(posted + "/reactions/%F0%9F%91%8D", null).assertStatus(200);
      api.put(posted + "/tags/full" + i, null).assertStatus(200);
      api.patch(first, Map.of("content", "much hangs on it, " + i)).assertStatus(200);
      api.post(first + "/annotations", Map.of("content", "note " + i)).assertStatus(201);
      api.post(
              "/api/v1/conversations/%s/annotations".formatted(conversation),
              Map.of("content", "note " + i))
          .assertStatus(201);
      api.post("/api/v1/files?name=a.txt&conversation_id=" + conversation, "text/plain", "hello")
          .assertStatus(201);
      owner.createToken("read");
    }
    return first;
  }

  private static List<Map<String, String>> times(IntFunction<Map<String, String>> thing) {
    return IntStream.range(0, THINGS).mapToObj(thing).toList();
  }

  /** People whom nobody has to be: accounts, members, and the owner's sessions on many devices. */
  private void inviteFolk(UUID project, UUID conversation, UUID owner) {
    jdbc.sql(
            """
            WITH folk AS (
              INSERT INTO account
                (id, username, email, display_name, password_hash, role, created_at)
              SELECT gen_random_uuid(), 'folk' || n, 'folk' || n || '@example.com', 'Folk', '',
                     'user', now()
              FROM generate_series(0, :last) n RETURNING id),
            teammates AS (
              INSERT INTO project_member (project_id, user_id, role)
              SELECT :project, id, 'member' FROM folk),
            devices AS (
              INSERT INTO session (id, account_id, created_at, last_used_at, expires_at)
              SELECT gen_random_uuid(), :owner, now(), now(), now() + interval '1 hour' FROM folk)
            INSERT INTO conversation_member (conversation_id, user_id, role)
            SELECT :conversation, id, 'member' FROM folk
            """)
        .param("last", THINGS - 1)
        .param("project", project)
        .param("owner", owner)
        .param("conversation", conversation)
        .update();
  }
}
