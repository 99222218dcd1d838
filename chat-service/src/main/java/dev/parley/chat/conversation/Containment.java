package dev.parley.chat.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads {@code ?metadata={"a":1}}: what the metadata of a thing must hold to be listed. */
@Component
public class Containment {

  private final ObjectMapper json;

  Containment(ObjectMapper json) {
    this.json = json;
  }

  /** As JSON; {@code null}: whatever it holds. */
  public @Nullable String asked(@Nullable String parameter) {
    if (parameter == null || parameter.isBlank()) {
      return null;
    }
    JsonNode wanted = Metadata.checked(read(parameter), "metadata");
    return wanted == null || wanted.isEmpty() ? null : wanted.toString();
  }

  private JsonNode read(String parameter) {
    try {
      return json.readTree(parameter);
    } catch (JsonProcessingException _) {
      String detail = "must be a JSON object, as in {\"a\":1}";
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "The parameter 'metadata' " + detail + ".",
          new FieldError("metadata", detail));
    }
  }
}
