package dev.parley.search.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.SearchClient;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where PostgreSQL answers there is no index to fill: a rebuild is the comparison alone. */
@ParleyTest(postgres = "search_owner_postgres", properties = "search.engine=postgres")
@DirtiesContext
class RebuildOnPostgresIntegrationTests {
  private static final String PATH = "/api/v1/search/rebuild";
  private static final ChatService CHAT = new ChatService();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    CHAT.isAllThatIsThere(registry);
  }

  @AfterAll
  static void close() {
    CHAT.close();
  }

  @Test
  void whatNoEventToldOfIsReadFromTheOwner(@LocalServerPort int port) {
    Api admin = Api.atPort(port).as(TestTokens.adminToken().value());
    CHAT.put(
        OwnerCheckIntegrationTests.conversation(
            UUID.randomUUID(), "zebra herd", OwnerCheckIntegrationTests.five()));

    admin.post(PATH, null).assertStatus(202);

    JsonNode rebuilt =
        Patience.await()
            .until(
                () -> admin.get(PATH).json(200),
                it -> it.required("state").asText().equals("done"));
    assertThat(rebuilt.required("instances")).isEmpty();
    assertThat(rebuilt.required("progress").asInt()).isEqualTo(1);
    assertThat(rebuilt.at("/tables/mended").asInt()).isEqualTo(1);
    JsonNode found = new SearchClient(port).search("bob", "zebra");
    assertThat(found.required("engine").asText()).isEqualTo("postgres");
    assertThat(found.required("total").asInt()).isEqualTo(5);
  }
}
