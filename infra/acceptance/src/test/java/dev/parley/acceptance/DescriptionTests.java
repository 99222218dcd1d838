package dev.parley.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.ApiContract;
import dev.parley.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The one description that the gateway makes of all services' own. */
class DescriptionTests {

  private static final Path TARGET = Path.of("target");

  /** It is left under {@code target}, where CI lints it by another hand. */
  @Test
  void ofTheWholeApiIsSoundAndHoldsEveryService() throws IOException {
    Answer answer = Parley.api().get("/openapi.json");

    JsonNode description = answer.json(200);
    Files.writeString(TARGET.resolve("openapi.json"), answer.body(), UTF_8);
    Files.writeString(
        TARGET.resolve("asyncapi.yaml"),
        Parley.api().get("/asyncapi.yaml").assertStatus(200).body(),
        UTF_8);
    ApiContract.of(description).assertSound();
    for (String path :
        new String[] {
          "/api/v1/messages", "/api/v1/search", "/api/v1/performance/metrics", "/ws", "/api/health"
        }) {
      assertThat(description.required("paths").has(path)).as(path).isTrue();
    }
    assertThat(description.required("paths").fieldNames())
        .toIterable()
        .noneMatch(path -> path.startsWith("/internal"));
  }

  @Test
  void everyInstanceTellsHowItIsAndWhatItNeeds() {
    Api api = Parley.api(); // which may have to start first
    Patience.await().untilAsserted(() -> assertTellsHowAllAre(api.get("/api/health").json(200)));
  }

  private static void assertTellsHowAllAre(JsonNode health) {
    assertThat(health.at("/checks/chat/instances").asInt()).isEqualTo(2);
    assertThat(health.at("/checks/chat/dependencies").toString())
        .isEqualTo("{\"database\":\"ok\",\"kafka\":\"ok\",\"redis\":\"ok\"}");
    assertThat(health.at("/checks/search/dependencies").toString())
        .isEqualTo("{\"database\":\"ok\",\"kafka\":\"ok\",\"redis\":\"ok\"}");
    assertThat(health.at("/checks/metrics/dependencies").toString())
        .isEqualTo("{\"database\":\"ok\",\"kafka\":\"ok\"}");
    assertThat(health.at("/checks/gateway/dependencies").toString())
        .isEqualTo("{\"redis\":\"ok\"}");
    health
        .required("checks")
        .forEach(check -> assertThat(check.at("/versions/0").asText()).isNotEmpty());
  }
}
