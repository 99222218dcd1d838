package dev.parley.chat.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class MetadataIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void anybodyLearnsWhereTokensComeFrom() {
    Answer answer = people.anonymous().get("/.well-known/openid-configuration");

    JsonNode metadata = answer.json(200);
    assertThat(metadata.required("issuer").asText()).isEqualTo("parley");
    assertThat(answer.header("Cache-Control")).contains("max-age=300");
    URI keys = URI.create(metadata.required("jwks_uri").asText());
    assertThat(keys.isAbsolute()).isTrue();
    assertThat(people.anonymous().get(keys.getPath()).json(200).required("keys")).isNotEmpty();
    String endpoint = URI.create(metadata.required("token_endpoint").asText()).getPath();
    for (JsonNode grant : metadata.required("grant_types_supported")) {
      // each of them is known, and wants more than its name
      people
          .anonymous()
          .post(endpoint, "application/x-www-form-urlencoded", "grant_type=" + grant.asText())
          .assertProblem(400, "request.invalid_parameter");
    }
    assertThat(metadata.required("scopes_supported")).hasSize(4);
  }
}
