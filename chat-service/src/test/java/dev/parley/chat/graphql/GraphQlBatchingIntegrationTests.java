package dev.parley.chat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** However much comes back, as many statements are run as there are kinds of things asked for. */
@ChatServiceTest
class GraphQlBatchingIntegrationTests {

  private static final Pattern STATEMENTS = Pattern.compile("db;dur=[0-9.]+;desc=\"(\\d+)\"");

  private static final String DEEP =
      """
      query($ids: [ID!]!) {
        chats(ids: $ids) {
          title
          owner { username }
          project { name owner { username } members(first: 5) { nodes { user { username } } } }
          members(first: 5) { nodes { role user { username } } }
          messages(first: 10) {
            nodes {
              content author { username } reactions { emoji } mentions { username }
              replyTo { content author { username } conversation { title } }
            }
          }
        }
      }
      """;

  @Autowired private ChatClients people;

  @Test
  void theNumberOfStatementsDoesNotGrowWithTheRows() {
    Person ada = people.someone();
    Person eve = people.someone();
    List<UUID> conversations = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      String project = ada.api().post("/api/v1/projects", Map.of("name", "p" + n)).id().toString();
      UUID conversation = ada.createConversation(Map.of("title", "c" + n, "project_id", project));
      ada.invite(conversation, eve);
      conversations.add(conversation);
      JsonNode first = ada.post(conversation, "hello @" + eve.name());
      eve.api()
          .post(
              "/api/v1/conversations/%s/messages".formatted(conversation),
              Map.of("content", "hi", "reply_to_id", first.required("id").asText()))
          .assertStatus(201);
    }

    int one = statements(ada, conversations.subList(0, 1));
    int many = statements(ada, conversations);

    assertThat(many).isEqualTo(one);
    // conversations; owners, projects, members, messages; owners and members of projects, replies
    assertThat(many).isLessThanOrEqualTo(12);
  }

  private static int statements(Person reader, List<UUID> conversations) {
    Answer answer = new GraphQlClient(reader.api()).send(DEEP, Map.of("ids", conversations));
    JsonNode chats = answer.json(200).at("/data/chats");
    assertThat(answer.json(200).has("errors")).as(answer.body()).isFalse();
    assertThat(chats).hasSize(conversations.size());
    assertThat(chats.findValues("replyTo").stream().filter(reply -> !reply.isNull()))
        .hasSize(conversations.size());
    Matcher found = STATEMENTS.matcher(answer.header("Server-Timing"));
    assertThat(found.find()).as(answer.header("Server-Timing")).isTrue();
    return Integer.parseInt(found.group(1));
  }
}
