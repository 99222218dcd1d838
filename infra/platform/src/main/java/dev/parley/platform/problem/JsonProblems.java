package dev.parley.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.parley.platform.json.UnstorableTextException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson found wrong with a body into a problem that names the field. */
public final class JsonProblems {

  private JsonProblems() {}

  /** The problem behind a body that could not be read; {@code null}: there was no body at all. */
  public static ProblemException of(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException e ->
          ProblemException.badRequest(
              "request.unknown_field",
              "The field '%s' is not known here.".formatted(e.getPropertyName()),
              new FieldError(pointer(e), "unknown field; known are " + known(e)));
      case UnstorableTextException e ->
          ProblemException.badRequest(
              "request.invalid",
              "Some fields are not valid; 'errors' says which.",
              new FieldError(pointer(e), e.getOriginalMessage()));
      case InvalidFormatException e ->
          wrongType(e, "'%s' is not %s".formatted(shortened(e.getValue()), expected(e)));
      case MismatchedInputException e when e.getPath().isEmpty() && e.getTargetType() == null ->
          missing();
      case MismatchedInputException e when isEmptyBody(e) -> missing();
      case MismatchedInputException e when isFollowedByMore(e) ->
          ProblemException.badRequest(
              "request.malformed_json", "The body is one JSON value and nothing after it.");
      case MismatchedInputException e -> wrongType(e, "expected " + expected(e));
      case StreamConstraintsException _ ->
          ProblemException.badRequest(
              "request.too_complex", "The body is nested too deep, or a value in it is too long.");
      case JsonParseException e ->
          ProblemException.badRequest(
              "request.malformed_json", "The body is not JSON" + at(e.getLocation()));
      // a limit, or a syntax error, that was met while a nested value was read
      case JsonMappingException e when e.getCause() instanceof StreamReadException inner ->
          of(inner);
      case JsonMappingException e when e.getCause() instanceof StreamConstraintsException inner ->
          of(inner);
      case JsonMappingException e ->
          ProblemException.badRequest(
              "request.invalid",
              "A part of the body cannot be used.",
              new FieldError(pointer(e), "cannot be used"));
      case JacksonException _ ->
          ProblemException.badRequest("request.malformed_json", "The body is not JSON.");
      case null -> missing();
      default -> ProblemException.badRequest("request.unreadable", "The body cannot be read.");
    };
  }

  private static ProblemException missing() {
    return ProblemException.badRequest("request.body_missing", "A JSON body is needed here.");
  }

  private static boolean isEmptyBody(MismatchedInputException e) {
    String message = e.getOriginalMessage();
    return message != null && message.startsWith("No content to map");
  }

  private static boolean isFollowedByMore(MismatchedInputException e) {
    String message = e.getOriginalMessage();
    return message != null && message.startsWith("Trailing token");
  }

  private static ProblemException wrongType(MismatchedInputException e, String detail) {
    return ProblemException.badRequest(
        "request.wrong_type",
        "A field has the wrong type or an unknown value.",
        new FieldError(pointer(e), detail));
  }

  private static String expected(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == null) {
      return "another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getFields())
              .filter(f -> f.isEnumConstant())
              .map(JsonProblems::wireName)
              .collect(Collectors.joining(", "));
    }
    return switch (type.getSimpleName()) {
      case "String" -> "a string";
      case "UUID" -> "a UUID";
      case "Instant" -> "an RFC 3339 time";
      case "int", "long", "Integer", "Long" -> "a whole number";
      case "double", "Double", "BigDecimal" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "List", "Set", "ArrayList", "HashSet" -> "an array";
      default -> "an object";
    };
  }

  private static String wireName(java.lang.reflect.Field constant) {
    var named = constant.getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class);
    return named == null ? constant.getName() : named.value();
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? Integer.toString(r.getIndex()) : r.getFieldName())
        .collect(Collectors.joining("/", "/", ""));
  }

  private static String known(UnrecognizedPropertyException e) {
    List<Object> ids =
        e.getKnownPropertyIds() == null ? List.of() : List.copyOf(e.getKnownPropertyIds());
    return ids.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String shortened(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String at(@Nullable JsonLocation where) {
    return where == null
        ? "."
        : " (line %d, column %d).".formatted(where.getLineNr(), where.getColumnNr());
  }
}
