package dev.parley.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

class ApiMergeTests {

  private static final String CHAT =
      """
      openapi: 3.1.0
      tags: [{name: Things, description: first}]
      paths:
        /things: {get: {operationId: list, responses: {'200': {$ref: '#/components/responses/Things'}}}}
      components:
        schemas:
          Author: {type: object, properties: {id: {type: string}, at: {examples: [2026-01-31T12:00:00Z, on]}}}
          Shared: {type: string}
        responses:
          Things: {content: {application/json: {schema: {$ref: '#/components/schemas/Author'}}}}
      """;

  /** The same shared schema, another author, and a response that differs by that author alone. */
  private static final String SEARCH =
      """
      openapi: 3.1.0
      tags: [{name: Things, description: second}]
      paths:
        /things: {get: {operationId: mine, responses: {}}, post: {operationId: list, responses: {}}}
        /found: {get: {operationId: find, responses: {'200': {$ref: '#/components/responses/Things'}}}}
      components:
        schemas:
          Author: {type: object, properties: {name: {$ref: '#/components/schemas/Shared'}}}
          Shared: {type: string}
        responses:
          Things: {content: {application/json: {schema: {$ref: '#/components/schemas/Author'}}}}
      """;

  private final JsonNode whole =
      new ApiMerge()
          .add("frame", tree("openapi: 3.1.0"))
          .add("chat", tree(CHAT))
          .add("search", tree(SEARCH))
          .whole();

  @Test
  void whatOnlyHasTheSameNameIsToldApart() {
    JsonNode components = whole.required("components");
    assertThat(components.at("/schemas").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("Author", "Shared", "SearchAuthor");
    assertThat(whole.at("/paths/~1things/get/responses/200/$ref").asText())
        .isEqualTo("#/components/responses/Things");
    assertThat(whole.at("/paths/~1found/get/responses/200/$ref").asText())
        .isEqualTo("#/components/responses/SearchThings");
    assertThat(
            components.at("/responses/SearchThings/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/SearchAuthor");
    assertThat(components.at("/schemas/SearchAuthor/properties/name/$ref").asText())
        .isEqualTo("#/components/schemas/Shared");
  }

  @Test
  void ofWhatTwoDescribeTheFirstIsKept() {
    assertThat(whole.at("/paths/~1things/get/operationId").asText()).isEqualTo("list");
    assertThat(whole.at("/paths/~1things/post/operationId").asText()).isEqualTo("searchList");
    assertThat(whole.required("tags")).hasSize(1);
  }

  /** Else an example of a time arrives as a number, and the word "on" as true. */
  @Test
  void scalarsAreThoseOfJson() {
    JsonNode examples = whole.at("/components/schemas/Author/properties/at/examples");
    assertThat(examples.toString()).isEqualTo("[\"2026-01-31T12:00:00Z\",\"on\"]");
    assertThat(tree(YamlTree.write(whole))).isEqualTo(whole);
  }

  private static ObjectNode tree(String yaml) {
    return YamlTree.read(
        new ByteArrayResource(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }
}
