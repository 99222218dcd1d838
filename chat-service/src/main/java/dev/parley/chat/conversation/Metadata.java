package dev.parley.chat.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.json.StorableText;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The limits of free-form metadata. */
public final class Metadata {

  private static final int MAX_BYTES = 16 * 1024;

  private Metadata() {}

  public static @Nullable JsonNode checked(@Nullable JsonNode metadata) {
    return checked(metadata, "/metadata");
  }

  /**
   * @param pointer where it stands in the request
   */
  public static @Nullable JsonNode checked(@Nullable JsonNode metadata, String pointer) {
    if (metadata == null || metadata.isNull()) {
      return null;
    }
    if (!metadata.isObject()) {
      throw invalid(pointer, "must be an object");
    }
    String text = metadata.toString();
    if (text.getBytes(UTF_8).length > MAX_BYTES) {
      throw invalid(pointer, "must have at most 16 KB");
    }
    requireStorable(metadata, pointer);
    return metadata;
  }

  /** As it was read from a column of type jsonb. */
  public static JsonNode stored(String text, ObjectMapper json) {
    try {
      // what most have: no parser needs to be made for it
      return text.equals("{}") ? json.createObjectNode() : json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb holds JSON", e);
    }
  }

  private static void requireStorable(JsonNode node, String pointer) {
    if (node.isTextual()) {
      requireStorable(node.textValue(), pointer);
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw invalid(pointer, "must not hold numbers beyond what 64 bits can");
    }
    node.fieldNames().forEachRemaining(name -> requireStorable(name, pointer));
    node.forEach(child -> requireStorable(child, pointer));
  }

  private static void requireStorable(String text, String pointer) {
    String complaint = StorableText.complaint(text);
    if (complaint != null) {
      throw invalid(pointer, complaint);
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.badRequest(
        pointer.startsWith("/") ? "request.invalid" : "request.invalid_parameter",
        "The metadata is not what can be kept.",
        new FieldError(pointer, detail));
  }
}
