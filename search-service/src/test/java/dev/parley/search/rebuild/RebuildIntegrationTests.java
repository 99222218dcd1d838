package dev.parley.search.rebuild;

import static dev.parley.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.Chat;
import dev.parley.search.SearchClient;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@SearchServiceTest
class RebuildIntegrationTests {
  private static final String PATH = "/api/v1/search/rebuild";

  @Test
  void anAdminHasTheIndexFilledAnewWhileItAnswers(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    Api admin = Api.atPort(port).as(TestTokens.adminToken().value());
    String word = "w" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    try (Chat chat = Chat.onSharedKafka()) {
      UUID conversation = chat.privateConversation("rita", "rebuilt");
      UUID message = chat.post("rita", conversation, word);
      client.awaitFound("rita", word, message);
      Patience.await()
          .untilAsserted(
              () ->
                  assertThat(client.search("rita", word).required("engine").asText())
                      .isEqualTo("lucene"));

      int id = admin.post(PATH, null).json(202).required("id").asInt();
      Patience.await()
          .untilAsserted(
              () -> {
                assertThat(client.ids("rita", word)).containsExactly(message);
                var state = admin.get(PATH).json(200);
                assertThat(state.required("id").asInt()).isEqualTo(id);
                // nobody is there to compare the tables with
                assertThat(state.at("/instances/0/state").asText()).isEqualTo("done");
                assertThat(state.at("/tables/state").asText()).isEqualTo("comparing");
              });

      UUID later = chat.post("rita", conversation, word);
      client.awaitFound("rita", word, message, later);
      assertThat(client.search("rita", word).required("engine").asText()).isEqualTo("lucene");
    }
  }

  @Test
  void nobodyElseMay(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);

    assertProblem(client.get(PATH, TestTokens.userToken("eve").value())).hasStatus(403);
  }
}
