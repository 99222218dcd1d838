package dev.parley.testing;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on problem details (RFC 9457) as every service answers them. Each checks first that
 * all of the agreed fields are there and that nothing internal shows.
 */
public final class Problems {
  static final String MEDIA_TYPE = "application/problem+json";

  private Problems() {}

  public static ProblemAssert assertProblem(String body) {
    return new ProblemAssert(Json.read(body)).isComplete().revealsNothing();
  }

  /** Also that the media type is right and that the body says the same status as the answer. */
  public static ProblemAssert assertProblem(HttpResponse<String> answer) {
    return assertProblem(
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(null),
        answer.body());
  }

  public static ProblemAssert assertProblem(int status, @Nullable String mediaType, String body) {
    if (mediaType == null || !mediaType.startsWith(MEDIA_TYPE)) {
      throw new AssertionError(
          "expected %s but the answer (%d) is %s: %s"
              .formatted(MEDIA_TYPE, status, mediaType, body));
    }
    return assertProblem(body).hasStatus(status);
  }
}
