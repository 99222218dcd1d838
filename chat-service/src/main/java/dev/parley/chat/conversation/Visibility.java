package dev.parley.chat.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who may read a conversation beside its members. */
public enum Visibility {
  @JsonProperty("private")
  PRIVATE,
  @JsonProperty("project")
  PROJECT,
  @JsonProperty("public")
  PUBLIC;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Visibility of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /** As a list's parameter names it. */
  static @Nullable Visibility asked(@Nullable String parameter) {
    if (parameter == null || parameter.isEmpty()) {
      return null;
    }
    return Arrays.stream(values())
        .filter(visibility -> visibility.wireName().equals(parameter))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "request.invalid_parameter",
                    "The parameter 'visibility' must be private, project or public.",
                    new FieldError("visibility", "must be private, project or public")));
  }
}
