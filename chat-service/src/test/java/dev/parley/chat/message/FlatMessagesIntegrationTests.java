package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All messages as one list, as clients know it that have no conversations. */
@ChatServiceTest
class FlatMessagesIntegrationTests {

  private static final String MESSAGES = "/api/v1/messages";

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;

  @Test
  void postsIntoAProjectAndReadsAllOfIt() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID project = ada.api().post("/api/v1/projects", Map.of("name", "engines")).id();
    ada.api()
        .put("/api/v1/projects/%s/members/%s".formatted(project, bob.id()), null)
        .assertStatus(200);
    UUID elsewhere = ada.createConversation("elsewhere");

    JsonNode first = flat(ada, project, "one");
    JsonNode second = flat(bob, project, "two");
    JsonNode other = ada.post(elsewhere, "three");

    JsonNode all = ada.api().get(MESSAGES + "?page=1&per_page=50").json(200);
    assertThat(all.required("items")).containsExactly(other, second, first);
    assertThat(all.required("total").asLong()).isEqualTo(3);
    assertThat(all.required("has_next").asBoolean()).isFalse();
    JsonNode ofProject = bob.api().get(MESSAGES + "?project_id=" + project).json(200);
    assertThat(ofProject.required("items")).containsExactly(second, first);
    assertThat(bob.api().get(MESSAGES).json(200).required("total").asLong()).isEqualTo(2);
    Person stranger = people.someone();
    assertThat(
            stranger
                .api()
                .get(MESSAGES + "?project_id=" + project)
                .json(200)
                .required("total")
                .asLong())
        .isZero();
    stranger
        .api()
        .post(MESSAGES, Map.of("content", "hello", "project_id", project))
        .assertProblem(404, "project.not_found");
    ada.api()
        .post(MESSAGES, Map.of("content", "where?"))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/project_id");
  }

  @Test
  void bothFormsGiveEachMessageOnceInTheSameOrder() {
    Person ada = people.someone();
    List<UUID> conversations =
        Stream.of("a", "b", "c", "d").map(title -> ada.createConversation(title)).toList();
    List<String> posted = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      JsonNode message = ada.post(conversations.get(i * i % 4), "m" + i);
      posted.add(message.required("id").asText());
    }

    List<String> byPage = new ArrayList<>();
    for (int page = 1; page <= 5; page++) {
      JsonNode read = ada.api().get(MESSAGES + "?per_page=7&page=" + page).json(200);
      read.required("items").forEach(item -> byPage.add(item.required("id").asText()));
      assertThat(read.required("has_next").asBoolean()).isEqualTo(page < 5);
      assertThat(read.required("total").asLong()).isEqualTo(30);
    }
    List<String> byCursor = new ArrayList<>();
    JsonNode read = ada.api().get(MESSAGES + "?limit=7").json(200);
    String last = "";
    while (true) {
      read.required("items").forEach(item -> byCursor.add(item.required("id").asText()));
      if (!read.required("has_next").asBoolean()) {
        last = read.required("prev_cursor").asText();
        break;
      }
      read =
          ada.api()
              .get(MESSAGES + "?limit=7&before=" + read.required("next_cursor").asText())
              .json(200);
    }
    JsonNode back = ada.api().get(MESSAGES + "?limit=100&after=" + last).json(200);

    assertThat(byPage).isEqualTo(byCursor).containsExactlyInAnyOrderElementsOf(posted);
    assertThat(back.required("items").findValuesAsText("seq")).hasSize(28);
    assertThat(back.at("/items/0/id").asText()).isEqualTo(byPage.getFirst());
    assertThat(back.at("/items/27/id").asText()).isEqualTo(byPage.get(27));
    ada.api()
        .get(MESSAGES + "?page=201&per_page=50")
        .assertProblem(400, "request.invalid_parameter");
    people
        .someone()
        .api()
        .get(MESSAGES + "?limit=7&before=" + last)
        .assertProblem(400, "cursor.invalid");
  }

  /** As projects are that were there before each had a conversation to begin with. */
  @Test
  void aProjectThatHasNoneGetsOneConversationHoweverManyAskForIt() throws Exception {
    Person ada = people.someone();
    UUID project = ada.api().post("/api/v1/projects", Map.of("name", "old")).id();
    jdbc.sql("UPDATE project SET default_conversation_id = NULL WHERE id = ?")
        .param(project)
        .update();

    List<Future<JsonNode>> posts;
    try (var threads = Executors.newFixedThreadPool(8)) {
      posts =
          threads.invokeAll(
              Stream.generate(
                      () -> (java.util.concurrent.Callable<JsonNode>) () -> flat(ada, project, "x"))
                  .limit(8)
                  .toList());
    }

    assertThat(posts)
        .extracting(post -> post.get().required("conversation_id").asText())
        .containsOnly(
            ada.api()
                .get("/api/v1/projects/" + project)
                .json(200)
                .required("default_conversation_id")
                .asText());
  }

  private static JsonNode flat(Person person, UUID project, String content) {
    return person.api().post(MESSAGES, Map.of("content", content, "project_id", project)).json(201);
  }
}
