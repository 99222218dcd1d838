package dev.parley.gateway.limit;

import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may go on, and what its answer says of limits either way.
 *
 * @param policies the value of {@code RateLimit-Policy}
 * @param state the value of {@code RateLimit}
 */
public record Admission(
    boolean revoked,
    @Nullable String policies,
    @Nullable String state,
    @Nullable ProblemException refusal) {

  public static final String POLICIES_HEADER = "RateLimit-Policy";
  public static final String STATE_HEADER = "RateLimit";
}
