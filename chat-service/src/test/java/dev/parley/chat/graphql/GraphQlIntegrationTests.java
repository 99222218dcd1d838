package dev.parley.chat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients read by GraphQL. */
@ChatServiceTest
class GraphQlIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void chatsComeInTheOrderAskedForWithNullsForWhatOneMayNotRead() {
    Person ada = people.someone();
    UUID first = ada.createConversation("first");
    UUID second = ada.createConversation("second");
    UUID secret = people.someone().createConversation("secret");

    JsonNode chats =
        client(ada)
            .data(
                "query GetChats($ids: [ID!]!) { chats(ids: $ids) { id title } }",
                Map.of("ids", List.of(second, secret, "no id at all", first, second)))
            .required("chats");

    assertThat(chats.findValuesAsText("title")).containsExactly("second", "first", "second");
    assertThat(chats).hasSize(5);
    assertThat(chats.path(1).isNull()).isTrue();
    assertThat(chats.path(2).isNull()).isTrue();
  }

  @Test
  void oneselfIsSeenInFullAndOthersByTheirNames() {
    Person ada = people.someone();
    Person eve = people.someone();
    UUID conversation = ada.createConversation("ours");
    ada.invite(conversation, eve);

    JsonNode answer =
        client(eve)
            .data(
                """
                query($id: ID!) {
                  me { id username email role createdAt lastLoginAt }
                  conversation(id: $id) {
                    owner { id username displayName }
                    members { nodes { role user { username } } }
                  }
                }
                """,
                Map.of("id", conversation));

    assertThat(answer.at("/me/email").asText()).isEqualTo(eve.name() + "@example.org");
    assertThat(answer.at("/me/createdAt").asText()).matches("[0-9T:-]+\\.\\d{3}Z");
    assertThat(answer.at("/conversation/owner/username").asText()).isEqualTo(ada.name());
    assertThat(answer.at("/conversation/members/nodes").findValuesAsText("username"))
        .containsExactlyInAnyOrder(ada.name(), eve.name());
    client(eve)
        .refuses(
            "query($id: ID!) { conversation(id: $id) { owner { email } } }",
            Map.of("id", conversation),
            "graphql.invalid");
  }

  @Test
  void messagesComeWithWhatBelongsToThem() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("ours");
    JsonNode question = ada.post(conversation, "who is @" + ada.name() + "?");
    ada.api()
        .post(
            "/api/v1/conversations/%s/messages".formatted(conversation),
            Map.of(
                "content",
                "me",
                "reply_to_id",
                question.required("id").asText(),
                "metadata",
                Map.of("mood", "good")))
        .assertStatus(201);
    ada.api()
        .put(
            "/api/v1/messages/%s/reactions/%%F0%%9F%%91%%8D"
                .formatted(question.required("id").asText()),
            null)
        .assertStatus(200);

    JsonNode messages =
        client(ada)
            .data(
                """
                query($id: ID!) {
                  messages(conversationId: $id) {
                    totalCount
                    nodes {
                      seq content role version metadata editedAt
                      author { username }
                      replyTo { seq reactions { emoji count mine } mentions { username } }
                      conversation { title unread lastSeq }
                    }
                  }
                }
                """,
                Map.of("id", conversation))
            .required("messages");

    assertThat(messages.required("totalCount").asInt()).isEqualTo(2);
    JsonNode answer = messages.at("/nodes/0");
    assertThat(answer.required("content").asText()).isEqualTo("me");
    assertThat(answer.at("/metadata/mood").asText()).isEqualTo("good");
    assertThat(answer.at("/replyTo/reactions/0/mine").asBoolean()).isTrue();
    assertThat(answer.at("/replyTo/mentions/0/username").asText()).isEqualTo(ada.name());
    assertThat(answer.at("/conversation/unread").asInt()).isZero();
    assertThat(answer.required("editedAt").isNull()).isTrue();
    assertThat(messages.at("/nodes/1/replyTo").isNull()).isTrue();
  }

  @Test
  void onePagesThroughMessagesBothWaysAndTheCursorsAreThoseOfRest() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("long");
    IntStream.rangeClosed(1, 7).forEach(n -> ada.post(conversation, "m" + n));
    String query =
        """
        query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
          conversation(id: $id) {
            messages(first: $first, after: $after, last: $last, before: $before) {
              edges { cursor node { seq } }
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            }
          }
        }
        """;

    JsonNode newest = messages(ada, query, Map.of("id", conversation, "first", 3));
    assertThat(seqs(newest)).containsExactly(7, 6, 5);
    assertThat(newest.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    assertThat(newest.at("/pageInfo/hasPreviousPage").asBoolean()).isFalse();
    String end = newest.at("/pageInfo/endCursor").asText();

    JsonNode older = messages(ada, query, Map.of("id", conversation, "first", 9, "after", end));
    assertThat(seqs(older)).containsExactly(4, 3, 2, 1);
    assertThat(older.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    assertThat(older.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
    JsonNode back =
        messages(
            ada,
            query,
            Map.of(
                "id",
                conversation,
                "last",
                2,
                "before",
                older.at("/pageInfo/startCursor").asText()));
    assertThat(seqs(back)).containsExactly(6, 5);
    assertThat(seqs(messages(ada, query, Map.of("id", conversation, "last", 2))))
        .containsExactly(2, 1);

    JsonNode rest =
        ada.api()
            .get("/api/v1/conversations/%s/messages?limit=2&before=%s".formatted(conversation, end))
            .json(200);
    assertThat(rest.at("/items/0/seq").asInt()).isEqualTo(4);
    JsonNode foreign =
        client(ada)
            .send(query, Map.of("id", ada.createConversation("other"), "first", 1, "after", end))
            .json(200);
    assertThat(foreign.at("/errors/0/extensions/code").asText()).isEqualTo("cursor.invalid");
    assertThat(foreign.at("/data").isNull() || foreign.at("/data/conversation").isNull()).isTrue();
  }

  @Test
  void listsOfConversationsAndProjectsAreReadToTheirEnd() {
    Person ada = people.someone();
    JsonNode project = ada.api().post("/api/v1/projects", Map.of("name", "apollo")).json(201);
    String projectId = project.required("id").asText();
    for (int n = 1; n <= 4; n++) {
      ada.createConversation(Map.of("title", "c" + n, "project_id", projectId));
    }
    ada.createConversation("elsewhere");

    assertThat(titles(ada, "conversations(first: 2, after: $after)")).hasSize(6);
    assertThat(
            titles(ada, "conversations(first: 2, after: $after, projectId: \"" + projectId + "\")"))
        .containsExactly("c4", "c3", "c2", "c1", "apollo");
    JsonNode nested =
        client(ada)
            .data(
                """
                { projects { nodes { name owner { username } members { nodes { role } }
                    conversations(first: 3) { nodes { title } pageInfo { hasNextPage endCursor } } } } }
                """);
    JsonNode first = nested.at("/projects/nodes/0/conversations");
    assertThat(first.findValuesAsText("title")).containsExactly("c4", "c3", "c2");
    assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    String place = first.at("/pageInfo/endCursor").asText();
    JsonNode rest =
        client(ada)
            .data(
                """
                query($id: ID!, $place: String!) {
                  nested: project(id: $id) {
                    conversations(first: 9, after: $place) { nodes { title } } }
                  flat: conversations(projectId: $id, first: 9, after: $place) { nodes { title } }
                }
                """,
                Map.of("id", projectId, "place", place));
    assertThat(rest.at("/nested").findValuesAsText("title")).containsExactly("c1", "apollo");
    assertThat(rest.at("/flat").findValuesAsText("title")).containsExactly("c1", "apollo");
    assertThat(
            ada.api()
                .get(
                    "/api/v1/conversations?limit=9&project_id=%s&before=%s"
                        .formatted(projectId, place))
                .json(200)
                .findValuesAsText("title"))
        .containsExactly("c1", "apollo");
  }

  private List<String> titles(Person person, String list) {
    List<String> titles = new ArrayList<>();
    JsonNode after = null;
    do {
      JsonNode page =
          client(person)
              .data(
                  "query($after: String) { list: %s { nodes { title } pageInfo { hasNextPage endCursor } } }"
                      .formatted(list),
                  after == null ? Map.of() : Map.of("after", after.asText()))
              .required("list");
      titles.addAll(page.findValuesAsText("title"));
      after = page.at("/pageInfo/hasNextPage").asBoolean() ? page.at("/pageInfo/endCursor") : null;
    } while (after != null);
    return titles;
  }

  private JsonNode messages(Person person, String query, Map<String, ?> variables) {
    return client(person).data(query, variables).at("/conversation/messages");
  }

  private static List<Integer> seqs(JsonNode connection) {
    return connection.findValues("seq").stream().map(JsonNode::asInt).toList();
  }

  private static GraphQlClient client(Person person) {
    return new GraphQlClient(person.api());
  }
}
