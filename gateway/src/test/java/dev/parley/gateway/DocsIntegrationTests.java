package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.ApiContract;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What anybody may read of the API without signing in. */
@GatewayTest
class DocsIntegrationTests {

  private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

  private static final String PART = "/internal/openapi";
  private static final String PART_OF_A_SERVICE =
      """
      {"openapi": "3.1.0", "tags": [{"name": "Part"}],
       "paths": {"/api/v1/part-of-PORT": {"get": {
         "operationId": "getPart", "tags": ["Part"], "summary": "Read it.",
         "responses": {"200": {"description": "It."},
           "401": {"$ref": "#/components/responses/Unauthorized"},
           "429": {"$ref": "#/components/responses/TooManyRequests"},
           "default": {"$ref": "#/components/responses/Problem"}}}}}}
      """;

  private Api anyone = Api.atPort(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
  }

  /** So that it works under a policy that takes no script from within a page. */
  @Test
  void thePageIsMadeOfFilesOfTheGatewayAlone() {
    String page = anyone.get("/docs").assertStatus(200).body();

    assertThat(page)
        .doesNotContain("http:", "https:", "onload", "<style")
        .doesNotContainPattern("<script>");
    assertThat(ADDRESS.matcher(page).results().map(MatchResult::group)).hasSizeGreaterThan(4);
    ADDRESS
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .filter(path -> path.startsWith("/docs/"))
        .forEach(path -> assertThat(anyone.get(path).assertStatus(200).body()).isNotEmpty());
    anyone.get("/docs/no-such.js").assertProblem(401, "auth.required");
    assertThat(anyone.get("/").body()).contains("href=\"/docs\"");
  }

  @Test
  void asyncApiStandsByItselfAndIsKeptByWhoHasIt() throws IOException {
    Answer answer = anyone.get("/asyncapi.yaml").assertStatus(200);

    JsonNode description = new YAMLMapper().readTree(answer.body());
    assertThat(description.required("asyncapi").asText()).startsWith("3.");
    assertThat(description.findValuesAsText("$ref"))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("#/"));
    assertThat(
            description.at("/components/messages/messagePosted/payload/properties/id").isObject())
        .isTrue();
    assertThat(answer.header("Cache-Control")).contains("public", "max-age=");
    anyone.with("If-None-Match", answer.header("ETag")).get("/asyncapi.yaml").assertStatus(304);
  }

  /** The services hold their own parts: here each has one path, which names its port. */
  @Test
  void oneDescriptionIsMadeOfAllServicesAndOutlivesThem() {
    Upstreams.at(
        PART,
        exchange -> {
          int port = exchange.getLocalAddress().getPort();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          TinyServer.answer(exchange, 200, PART_OF_A_SERVICE.replace("PORT", "" + port));
        });

    Answer answer = Patience.await().until(() -> anyone.get("/openapi.json"), it -> parts(it) == 3);
    JsonNode whole = answer.assertStatus(200).json();
    ApiContract.of(whole).assertSound();
    assertThat(whole.at("/paths/~1api~1health/get/operationId").asText()).isEqualTo("getHealth");
    assertThat(answer.header("Cache-Control")).contains("public", "max-age=");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");

    Upstreams.at(PART, exchange -> TinyServer.answer(exchange, 500, ""));
    int asked = Upstreams.requests(PART).size();
    Patience.await()
        .until(() -> anyone.get("/openapi.json"), _ -> Upstreams.requests(PART).size() > asked + 2);
    assertThat(anyone.get("/openapi.json").body()).isEqualTo(answer.body());
    anyone.with("If-None-Match", answer.header("ETag")).get("/openapi.json").assertStatus(304);
  }

  private static long parts(Answer answer) {
    return Pattern.compile("/api/v1/part-of-\\d+").matcher(answer.body()).results().count();
  }
}
