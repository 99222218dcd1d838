package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** What every description of an API keeps to, so that clients can be made from it. */
final class ApiRules {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9]*");

  /** A place where something runs; the names of standards are none. */
  private static final Pattern HOST =
      Pattern.compile("https?://|localhost|127\\.0\\.0\\.1|-service\\b.{0,2}:\\d");

  private final JsonNode document;
  private final List<String> violations = new ArrayList<>();

  private ApiRules(JsonNode document) {
    this.document = document;
  }

  static List<String> violations(JsonNode document, Collection<ApiOperation> operations) {
    var rules = new ApiRules(document);
    rules.checkForm();
    rules.checkReferences(document);
    rules.checkNoHost();
    rules.checkIds(operations);
    operations.forEach(rules::check);
    return rules.violations;
  }

  private void checkForm() {
    JsonSchema form =
        SCHEMAS.getSchema(
            Contracts.text(new ClassPathResource("openapi-3.1.json", ApiRules.class)));
    form.validate(document).forEach(fault -> violations.add(fault.toString()));
    JsonSchema ofSchemas =
        SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      ofSchemas
          .validate(schema.getValue())
          .forEach(fault -> violations.add(schema.getKey() + ": " + fault));
    }
  }

  private void checkReferences(JsonNode node) {
    String to = node.path("$ref").asText();
    if (!to.isEmpty() && (!to.startsWith("#/") || document.at(to.substring(1)).isMissingNode())) {
      violations.add(to + " leads nowhere");
    }
    node.forEach(this::checkReferences);
  }

  private void checkNoHost() {
    var found = HOST.matcher(document.toString());
    while (found.find()) {
      violations.add("names a host: " + found.group());
    }
    JsonNode servers = document.path("servers");
    if (servers.size() != 1 || !servers.path(0).path("url").asText().equals("/")) {
      violations.add("the one server is the gateway, at /");
    }
  }

  private void checkIds(Collection<ApiOperation> operations) {
    Set<String> ids = new HashSet<>();
    for (ApiOperation operation : operations) {
      String id = operation.node().path("operationId").asText();
      if (!ID.matcher(id).matches() || !ids.add(id)) {
        violations.add("%s has the id '%s'".formatted(operation.key(), id));
      }
    }
  }

  private void check(ApiOperation operation) {
    require(operation, operation.node().path("summary").asText().endsWith("."), "has no summary");
    require(operation, !operation.node().path("tags").isEmpty(), "has no tag");
    require(operation, operation.success() > 0, "has no answer for when it goes well");
    require(operation, operation.node().path("responses").has("default"), "has no default answer");
    require(operation, operation.names(429), "does not say what comes of too many requests");
    if (operation.takesToken()) {
      require(operation, operation.names(401), "does not say what comes without a token");
    }
    for (Map.Entry<String, JsonNode> response : operation.node().path("responses").properties()) {
      checkResponse(operation, response.getKey(), response.getValue());
    }
    for (String place : List.of("path", "query", "header")) {
      for (JsonNode parameter : operation.parameters(place)) {
        require(operation, parameter.has("schema"), parameter.path("name") + " has no schema");
      }
    }
  }

  private void checkResponse(ApiOperation operation, String status, JsonNode response) {
    JsonNode it = ApiOperation.resolved(document, response);
    boolean failure = status.startsWith("4") || status.startsWith("5") || status.equals("default");
    require(operation, !it.path("description").asText().isEmpty(), status + " says nothing");
    require(
        operation,
        !failure || !it.path("content").isEmpty(),
        status + " has no body that says what went wrong");
  }

  private void require(ApiOperation operation, boolean holds, String otherwise) {
    if (!holds) {
      violations.add(operation.key() + " " + otherwise);
    }
  }
}
