package dev.parley.chat.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.json.StorableText;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The limits of free-form metadata. */
public final class Metadata {

  private static final int MAX_BYTES = 16 * 1024;

  private Metadata() {}

  public static @Nullable JsonNode checked(@Nullable JsonNode metadata) {
    if (metadata == null || metadata.isNull()) {
      return null;
    }
    if (!metadata.isObject()) {
      throw invalid("must be an object");
    }
    String text = metadata.toString();
    if (text.getBytes(UTF_8).length > MAX_BYTES) {
      throw invalid("must have at most 16 KB");
    }
    requireStorable(metadata);
    return metadata;
  }

  private static void requireStorable(JsonNode node) {
    if (node.isTextual()) {
      requireStorable(node.textValue());
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw invalid("must not hold numbers beyond what 64 bits can");
    }
    node.fieldNames().forEachRemaining(Metadata::requireStorable);
    node.forEach(Metadata::requireStorable);
  }

  private static void requireStorable(String text) {
    String complaint = StorableText.complaint(text);
    if (complaint != null) {
      throw invalid(complaint);
    }
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.badRequest(
        "request.invalid", "The metadata cannot be kept.", new FieldError("/metadata", detail));
  }
}
