package dev.parley.chat.graphql;

import com.fasterxml.jackson.annotation.JsonValue;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query is answered with.
 *
 * @param executed whether there is an entry for data, if only null
 */
record Answer(@JsonValue Map<String, @Nullable Object> body, boolean executed, String code) {

  private static final int MOST_ERRORS = 100;
  private static final int LONGEST_MESSAGE = 300;
  private static final String OK = "ok";

  static Answer of(ExecutionResult result, @Nullable String traceId) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    List<GraphQLError> errors = result.getErrors();
    if (!errors.isEmpty()) {
      body.put("errors", errors.stream().limit(MOST_ERRORS).map(e -> error(e, traceId)).toList());
    }
    if (result.isDataPresent()) {
      body.put("data", result.getData());
    }
    return new Answer(
        body, result.isDataPresent(), errors.isEmpty() ? OK : code(errors.getFirst()));
  }

  static Answer of(Refusal refusal, @Nullable String traceId) {
    return new Answer(Map.of("errors", List.of(error(refusal, traceId))), false, refusal.code());
  }

  boolean isOk() {
    return code.equals(OK);
  }

  private static Map<String, Object> error(GraphQLError error, @Nullable String traceId) {
    Map<String, Object> written = new LinkedHashMap<>();
    String message = String.valueOf(error.getMessage());
    written.put(
        "message",
        message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    if (error.getLocations() != null && !error.getLocations().isEmpty()) {
      written.put(
          "locations",
          error.getLocations().stream()
              .map(place -> Map.of("line", place.getLine(), "column", place.getColumn()))
              .toList());
    }
    if (error.getPath() != null) {
      written.put("path", error.getPath());
    }
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", code(error));
    if (traceId != null) {
      extensions.put("traceId", traceId);
    }
    written.put("extensions", extensions);
    return written;
  }

  private static String code(GraphQLError error) {
    return switch (error.getErrorType()) {
      case ErrorType.InvalidSyntax -> "graphql.syntax";
      case ErrorType.ValidationError -> "graphql.invalid";
      case ErrorType.OperationNotSupported -> "graphql.invalid";
      case ErrorType.NullValueInNonNullableField -> "internal";
      case ErrorType.DataFetchingException -> "internal";
      case ErrorType.ExecutionAborted -> "internal";
      case null -> "internal";
      default -> ours(String.valueOf(error.getErrorType().toSpecification(error)));
    };
  }

  /** The library has some of its own, for introspection that goes in circles. */
  private static String ours(String code) {
    return code.contains(".") || code.equals("internal") ? code : "graphql.invalid";
  }
}
