package dev.parley.chat.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.ProblemException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query as it arrives, by either method. */
record Question(String query, @Nullable String operationName, Map<String, Object> variables) {

  private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

  static Question ofBody(byte @Nullable [] body, ObjectMapper json) {
    JsonNode parsed = parse(body, json);
    if (parsed.isArray()) {
      throw ProblemException.badRequest(
          "graphql.no_batches", "One query at a time: a query may hold several fields.");
    }
    if (!parsed.isObject()) {
      throw malformed("The body must be a JSON object with a 'query'.");
    }
    objectOrNothing("extensions", parsed.get("extensions"));
    return new Question(
        query(parsed.get("query")),
        name(parsed.get("operationName")),
        variables(parsed.get("variables"), json));
  }

  static Question ofParameters(
      @Nullable String query,
      @Nullable String operationName,
      @Nullable String variables,
      @Nullable String extensions,
      ObjectMapper json) {
    if (query == null || query.isBlank()) {
      throw malformed("The parameter 'query' is required.");
    }
    if (extensions != null && !extensions.isEmpty()) {
      objectOrNothing("extensions", parse(extensions.getBytes(UTF_8), json));
    }
    return new Question(
        query,
        operationName == null || operationName.isEmpty() ? null : operationName,
        variables == null || variables.isEmpty()
            ? Map.of()
            : variables(parse(variables.getBytes(UTF_8), json), json));
  }

  private static JsonNode parse(byte @Nullable [] text, ObjectMapper json) {
    if (text == null || text.length == 0) {
      throw malformed("The body must be a JSON object with a 'query'.");
    }
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed("This is no JSON: line %d.".formatted(line(e)));
    } catch (IOException _) {
      throw malformed("This is no JSON.");
    }
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  private static String query(@Nullable JsonNode query) {
    if (query == null || !query.isTextual() || query.textValue().isBlank()) {
      throw malformed("'query' is required and must be a string.");
    }
    return query.textValue();
  }

  private static @Nullable String name(@Nullable JsonNode name) {
    if (name == null || name.isNull()) {
      return null;
    }
    if (!name.isTextual()) {
      throw malformed("'operationName' must be a string.");
    }
    return name.textValue().isEmpty() ? null : name.textValue();
  }

  private static Map<String, Object> variables(@Nullable JsonNode variables, ObjectMapper json) {
    if (!objectOrNothing("variables", variables)) {
      return Map.of();
    }
    try {
      return json.convertValue(variables, VARIABLES);
    } catch (IllegalArgumentException _) {
      throw malformed("'variables' holds a character that no text may have.");
    }
  }

  private static boolean objectOrNothing(String name, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return false;
    }
    if (!value.isObject()) {
      throw malformed("'%s' must be an object.".formatted(name));
    }
    return true;
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.badRequest("request.invalid", detail);
  }
}
