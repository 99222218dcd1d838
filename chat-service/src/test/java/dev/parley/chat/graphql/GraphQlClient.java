package dev.parley.chat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.util.Map;

/** Asks as a client of GraphQL does. */
record GraphQlClient(Api api) {

  static final String NEWER = "application/graphql-response+json";

  Answer send(String query, Map<String, ?> variables) {
    return api.with("Accept", NEWER)
        .post("/graphql", Map.of("query", query, "variables", variables));
  }

  /** What there is, of a query without errors. */
  JsonNode data(String query, Map<String, ?> variables) {
    JsonNode answer = send(query, variables).json(200);
    assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
    return answer.required("data");
  }

  JsonNode data(String query) {
    return data(query, Map.of());
  }

  /** Refused as a whole, for one reason. */
  void refuses(String query, Map<String, ?> variables, String code) {
    Answer answer = send(query, variables);
    JsonNode body = answer.json(400);
    assertThat(body.has("data")).as(answer.toString()).isFalse();
    assertThat(body.at("/errors/0/extensions/code").asText()).as(answer.toString()).isEqualTo(code);
    assertThat(body.at("/errors/0/extensions/traceId").asText()).hasSize(32);
    assertThat(answer.body()).doesNotContain("Exception", "dev.parley", "graphql.execution");
  }

  void refuses(String query, String code) {
    refuses(query, Map.of(), code);
  }
}
