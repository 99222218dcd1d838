package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.Chat;
import dev.parley.search.SearchClient;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.Patience;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Searching as somebody whom nobody else is. */
@SearchServiceTest
abstract class SearchTest {
  protected final Chat chat = Chat.onSharedKafka();
  protected final String me = "user-" + UUID.randomUUID();
  protected SearchClient client = new SearchClient(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new SearchClient(port);
  }

  @AfterEach
  void close() {
    chat.close();
  }

  protected UUID robot(UUID conversation, String content) {
    var message = chat.message("zoe", conversation, content).with("role", "assistant");
    chat.publish(conversation, message);
    return UUID.fromString(message.node().required("id").asText());
  }

  protected JsonNode awaitItem(String q) {
    Patience.await().untilAsserted(() -> assertThat(client.ids(me, q)).hasSize(1));
    return client.search(me, q).required("items").required(0);
  }
}
