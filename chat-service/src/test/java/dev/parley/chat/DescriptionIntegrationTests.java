package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.ApiContract;
import dev.parley.testing.Patience;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the service says of itself, to the gateway alone. */
@ChatServiceTest
class DescriptionIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private ObjectMapper json;

  /** The files in {@code openapi/} say what is there: whoever changes a route changes them. */
  @Test
  void itsApiIsAsItIsDescribed(
      @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    ApiContract.of(people.anonymous().get("/internal/openapi").json(200))
        .assertSound()
        .assertDescribes(handlers, "dev.parley.chat", json);
  }

  @Test
  void itsHealthNamesWhatItNeeds() {
    JsonNode health =
        Patience.await()
            .until(
                () -> people.anonymous().get("/internal/health").json(200),
                it -> it.required("status").asText().equals("ok"));

    assertThat(health.required("dependencies").toString())
        .isEqualTo("{\"database\":\"ok\",\"kafka\":\"ok\",\"redis\":\"ok\"}");
  }
}
