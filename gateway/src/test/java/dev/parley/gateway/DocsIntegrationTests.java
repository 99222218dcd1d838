package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
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
}
