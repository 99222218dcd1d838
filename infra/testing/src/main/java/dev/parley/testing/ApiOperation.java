package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One operation of a description. References in it are followed. */
record ApiOperation(JsonNode document, String method, String path, JsonNode node) {

  /** By method and path, names in braces aside. */
  static Map<String, ApiOperation> in(JsonNode document) {
    Map<String, ApiOperation> operations = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          var operation =
                              new ApiOperation(
                                  document,
                                  method.getKey().toUpperCase(Locale.ROOT),
                                  path.getKey(),
                                  method.getValue());
                          operations.put(operation.key(), operation);
                        }));
    return operations;
  }

  static JsonNode resolved(JsonNode document, JsonNode node) {
    String to = node.path("$ref").asText();
    return to.isEmpty() ? node : resolved(document, document.at(to.substring(1)));
  }

  String key() {
    return method + " " + Endpoint.nameless(path);
  }

  List<JsonNode> parameters(String place) {
    List<JsonNode> parameters = new ArrayList<>();
    for (JsonNode parameter : node.path("parameters")) {
      JsonNode it = resolved(document, parameter);
      if (it.path("in").asText().equals(place)) {
        parameters.add(it);
      }
    }
    return parameters;
  }

  Optional<JsonNode> parameter(String place, String name) {
    return parameters(place).stream()
        .filter(it -> it.path("name").asText().equals(name))
        .findFirst();
  }

  /** What is said of answers with this status: of it, or of all that nothing is said of. */
  JsonNode response(int status) {
    JsonNode responses = node.path("responses");
    JsonNode own = responses.path(String.valueOf(status));
    return resolved(document, own.isMissingNode() ? responses.path("default") : own);
  }

  boolean names(int status) {
    return node.path("responses").has(String.valueOf(status));
  }

  /** The one status of success. */
  int success() {
    return node.path("responses").properties().stream()
        .map(Map.Entry::getKey)
        .filter(status -> status.startsWith("2") || status.equals("101"))
        .mapToInt(Integer::parseInt)
        .min()
        .orElse(0);
  }

  boolean takesToken() {
    JsonNode own = node.path("security");
    return own.isMissingNode() || !own.isEmpty();
  }
}
