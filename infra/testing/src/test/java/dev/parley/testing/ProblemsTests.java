package dev.parley.testing;

import static dev.parley.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProblemsTests {
  private static final String PROBLEM =
      """
      {"type": "/problems/conversation.not_found", "title": "Not Found", "status": 404,
       "detail": "There is no such conversation.", "instance": "/api/v1/conversations/1",
       "code": "conversation.not_found", "trace_id": "0af7651916cd43dd8448eb211c80319c",
       "errors": [{"pointer": "/title", "detail": "must not be empty"}]}
      """;

  @Test
  void readsAGoodOne() {
    assertProblem(404, "application/problem+json;charset=UTF-8", PROBLEM)
        .hasCode("conversation.not_found")
        .hasTraceId()
        .hasTraceId("0af7651916cd43dd8448eb211c80319c")
        .hasInstance("/api/v1/conversations/1")
        .hasDetailContaining("no such conversation")
        .hasErrorAt("/title");
  }

  @Test
  void saysWhatIsDifferent() {
    assertFails(() -> assertProblem(PROBLEM).hasStatus(403), "status");
    assertFails(() -> assertProblem(PROBLEM).hasCode("message.not_found"), "message.not_found");
    assertFails(() -> assertProblem(PROBLEM).hasErrorAt("/content"), "/content");
    assertFails(() -> assertProblem(PROBLEM.replace("0af", "")).hasTraceId(), "trace_id");
  }

  @Test
  void wantsTheSameStatusAndTheRightMediaType() {
    assertFails(() -> assertProblem(500, "application/problem+json", PROBLEM), "status");
    assertFails(() -> assertProblem(404, "text/html", PROBLEM), "text/html");
    assertFails(() -> assertProblem(404, null, PROBLEM), "null");
  }

  @Test
  void wantsEveryField() {
    assertFails(() -> assertProblem(PROBLEM.replace("instance", "where")), "instance");
  }

  @Test
  void toleratesNoInternals() {
    String leaky = PROBLEM.replace("no such", "java.lang.IllegalStateException");
    assertFails(() -> assertProblem(leaky), "IllegalStateException");
    assertFails(() -> assertProblem("<html>"), "not JSON");
  }

  private static void assertFails(ThrowingCallable assertion, String words) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(words);
  }
}
