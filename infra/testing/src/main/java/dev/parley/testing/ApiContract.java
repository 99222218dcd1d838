package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A description of an API (OpenAPI), held against the API. */
public final class ApiContract {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final JsonNode document;
  private final Map<String, ApiOperation> operations;
  private final Map<String, JsonSchema> answers = new ConcurrentHashMap<>();

  private ApiContract(JsonNode document) {
    this.document = document;
    this.operations = ApiOperation.in(document);
  }

  public static ApiContract of(JsonNode document) {
    return new ApiContract(document);
  }

  /** That it is OpenAPI 3.1, leads nowhere that is not there, and keeps the rules of the house. */
  public ApiContract assertSound() {
    assertThat(ApiRules.violations(document, operations.values())).isEmpty();
    return this;
  }

  /**
   * That it names all routes of the service and no others, and that parameters, bodies and answers
   * are what the handlers take and give.
   *
   * @param json as the service writes it
   */
  public ApiContract assertDescribes(
      RequestMappingHandlerMapping handlers, String basePackage, ObjectMapper json) {
    var endpoints =
        Endpoint.of(handlers, basePackage).stream().collect(Collectors.groupingBy(Endpoint::key));
    assertThat(new TreeSet<>(operations.keySet()))
        .as("the routes that are described, and those that there are")
        .isEqualTo(new TreeSet<>(endpoints.keySet()));
    var signatures = new ApiSignatures(document, json);
    endpoints.forEach((key, same) -> signatures.compare(operation(key), same));
    assertThat(signatures.differences()).isEmpty();
    return this;
  }

  /**
   * That this answer is one that is described.
   *
   * @param handler method and path with names in braces
   */
  public void assertAllows(String handler, Answer answer) {
    ApiOperation operation = operation(Endpoint.nameless(handler));
    int status = answer.status();
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    assertThat(operation.names(status)).as("%s is described", answer).isTrue();
    JsonNode content = operation.response(status).path("content");
    if (answer.body().isEmpty()) {
      assertThat(content.isEmpty() || content.has("*/*")).as("%s has no body", answer).isTrue();
      return;
    }
    assertThat(content.has(type) || content.has("*/*"))
        .as("%s is described as %s", answer, type)
        .isTrue();
    if (type.endsWith("json")) {
      assertThat(
              answers
                  .computeIfAbsent(handler + status + type, _ -> schema(content.path(type)))
                  .validate(Json.read(answer.body())))
          .as("%s", answer)
          .isEmpty();
    }
  }

  /** Fields that are not described are none that a client may rely on. */
  private JsonSchema schema(JsonNode content) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.set("components", document.path("components"));
    whole.putArray("allOf").add(content.path("schema"));
    whole.put("unevaluatedProperties", false);
    return SCHEMAS.getSchema(whole);
  }

  private ApiOperation operation(String key) {
    ApiOperation operation = operations.get(key);
    if (operation == null) {
      throw new AssertionError(key + " is not described");
    }
    return operation;
  }
}
