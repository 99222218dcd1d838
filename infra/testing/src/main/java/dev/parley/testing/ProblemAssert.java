package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** See {@link Problems#assertProblem(String)}. */
public final class ProblemAssert extends AbstractAssert<ProblemAssert, JsonNode> {
  private static final List<String> FIELDS =
      List.of("type", "title", "status", "detail", "instance", "code", "trace_id");
  private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern INTERNALS =
      Pattern.compile(
          "\\bat (dev\\.parley|java|org\\.spring)|[a-z]\\.[A-Z]\\w*Exception|SQLSTATE|PSQL");

  ProblemAssert(JsonNode actual) {
    super(actual, ProblemAssert.class);
  }

  public ProblemAssert hasStatus(int status) {
    return has("status", actual.path("status").asInt(), status);
  }

  public ProblemAssert hasCode(String code) {
    return has("code", actual.path("code").asText(), code);
  }

  public ProblemAssert hasInstance(String path) {
    return has("instance", actual.path("instance").asText(), path);
  }

  public ProblemAssert hasTraceId() {
    Assertions.assertThat(actual.path("trace_id").asText())
        .as("trace_id of %s", actual)
        .matches(TRACE_ID);
    return this;
  }

  public ProblemAssert hasTraceId(String traceId) {
    return has("trace_id", actual.path("trace_id").asText(), traceId);
  }

  public ProblemAssert hasDetailContaining(String words) {
    Assertions.assertThat(actual.path("detail").asText())
        .as("detail of %s", actual)
        .containsIgnoringCase(words);
    return this;
  }

  /** That {@code errors} names this place, for instance {@code /title}. */
  public ProblemAssert hasErrorAt(String pointer) {
    Assertions.assertThat(
            StreamSupport.stream(actual.path("errors").spliterator(), false)
                .filter(error -> !error.path("detail").asText().isBlank())
                .map(error -> error.path("pointer").asText()))
        .as("errors of %s", actual)
        .contains(pointer);
    return this;
  }

  ProblemAssert isComplete() {
    Assertions.assertThat(FIELDS)
        .as("fields that are always there, in %s", actual)
        .allMatch(actual::has);
    return this;
  }

  ProblemAssert revealsNothing() {
    Assertions.assertThat(actual.toString()).doesNotContainPattern(INTERNALS);
    return this;
  }

  private ProblemAssert has(String field, Object value, Object wanted) {
    Assertions.assertThat(value).as("%s of %s", field, actual).isEqualTo(wanted);
    return this;
  }
}
