package dev.parley.testing;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;

/** Compares what is said of operations with the signatures of the methods that handle them. */
final class ApiSignatures {

  /** What arguments of these types read of the query; of a list, its place. */
  private static final Map<String, Set<String>> QUERY =
      Map.of(
          "ListRequest", Set.of("page", "per_page", "limit", "before", "after"),
          "CursorRequest", Set.of("limit", "before", "after", "around"));

  /** What arguments of these types read of the headers. */
  private static final Map<String, String> HEADERS =
      Map.of("IfMatch", "If-Match", "NotModified", "If-None-Match");

  /** What filters and advices read, for all routes. */
  private static final Set<String> ANYWHERE = Set.of("fields");

  private final ApiTypes types;
  private final ObjectMapper json;
  private final List<String> differences = new ArrayList<>();

  ApiSignatures(JsonNode document, ObjectMapper json) {
    this.types = new ApiTypes(document, json, differences);
    this.json = json;
  }

  List<String> differences() {
    return differences;
  }

  /**
   * @param endpoints several, where the query decides which it is
   */
  void compare(ApiOperation operation, Collection<Endpoint> endpoints) {
    Set<String> read = new HashSet<>(ANYWHERE);
    boolean readsItself = false;
    for (Endpoint endpoint : endpoints) {
      readsItself |=
          endpoint.arguments().anyMatch(it -> it.getSimpleName().equals("HttpServletRequest"));
      for (Parameter parameter : endpoint.handler().getParameters()) {
        compare(operation, parameter, read, endpoints.size() == 1);
      }
      compareAnswer(operation, endpoint);
    }
    if (!readsItself) {
      for (JsonNode parameter : operation.parameters("query")) {
        String name = parameter.path("name").asText();
        if (!read.contains(name)) {
          differences.add(operation.key() + " takes no '" + name + "'");
        }
      }
    }
  }

  private void compare(
      ApiOperation operation, Parameter parameter, Set<String> read, boolean only) {
    String type = parameter.getType().getSimpleName();
    String header = HEADERS.get(type);
    if (header != null && operation.parameter("header", header).isEmpty()) {
      differences.add(operation.key() + " also takes " + header);
    }
    if (QUERY.containsKey(type)) {
      read.addAll(QUERY.get(type));
      if (operation.parameter("query", "limit").isEmpty()) {
        differences.add(operation.key() + " is a list, and says nothing of limit");
      }
    }
    RequestParam query = parameter.getAnnotation(RequestParam.class);
    boolean form =
        operation
            .node()
            .path("requestBody")
            .path("content")
            .has("application/x-www-form-urlencoded");
    if (query != null && !form) {
      String name = query.name().isEmpty() ? parameter.getName() : query.name();
      read.add(name);
      boolean required =
          query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
      compareQuery(operation, name, required && only, parameter);
    }
    if (parameter.isAnnotationPresent(PathVariable.class)) {
      comparePath(operation, parameter);
    }
    RequestBody body = parameter.getAnnotation(RequestBody.class);
    if (body != null && parameter.getType() != byte[].class) {
      compareBody(operation, parameter, body.required());
    }
  }

  private void compareQuery(
      ApiOperation operation, String name, boolean required, Parameter parameter) {
    JsonNode described = operation.parameter("query", name).orElse(null);
    if (described == null) {
      differences.add(operation.key() + " also takes '" + name + "'");
      return;
    }
    String where = operation.key() + "?" + name;
    // a handler may also take it as optional, and say itself what is missing
    if (required && !described.path("required").asBoolean()) {
      differences.add(where + " is required");
    }
    types.compareLoosely(where, type(parameter.getParameterizedType()), described.path("schema"));
  }

  private void comparePath(ApiOperation operation, Parameter parameter) {
    int position =
        (int)
            java.util.stream.Stream.of(parameter.getDeclaringExecutable().getParameters())
                .takeWhile(other -> !other.equals(parameter))
                .filter(other -> other.isAnnotationPresent(PathVariable.class))
                .count();
    List<JsonNode> described = operation.parameters("path");
    if (described.size() <= position) {
      differences.add(operation.key() + " has more parameters in its path");
      return;
    }
    types.compareLoosely(
        operation.key() + " {" + described.get(position).path("name").asText() + "}",
        type(parameter.getParameterizedType()),
        described.get(position).path("schema"));
  }

  private void compareBody(ApiOperation operation, Parameter parameter, boolean required) {
    JsonNode body = operation.node().path("requestBody");
    if (body.path("required").asBoolean() != required) {
      differences.add(operation.key() + ": the body's required is " + required);
    }
    types.compareInput(
        operation.key() + " body",
        type(parameter.getParameterizedType()),
        body.at("/content/application~1json/schema"));
  }

  private void compareAnswer(ApiOperation operation, Endpoint endpoint) {
    ResponseStatus status = endpoint.handler().getAnnotation(ResponseStatus.class);
    JavaType type = type(endpoint.handler().getGenericReturnType());
    boolean entity = type.hasRawClass(ResponseEntity.class);
    int success = status == null ? 200 : status.value().value();
    if (!entity && operation.success() != success) {
      differences.add(operation.key() + " answers " + success);
    }
    JavaType body = entity ? type.containedType(0) : type;
    JsonNode schema =
        operation.response(operation.success()).at("/content/application~1json/schema");
    if (body.hasRawClass(void.class)) {
      if (!schema.isMissingNode()) {
        differences.add(operation.key() + " answers without a body");
      }
    } else {
      types.compareOutput(operation.key() + " answer", body, schema);
    }
  }

  private JavaType type(java.lang.reflect.Type type) {
    return json.getTypeFactory().constructType(type);
  }
}
