package dev.parley.platform.problem;

import java.util.Collection;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** Answers to a method that a path does not take. */
final class Methods {

  private Methods() {}

  /**
   * @param taken what the path does take; said in the same order whatever order they come in
   */
  static ProblemException otherThan(Collection<HttpMethod> taken) {
    return ProblemException.of(
        HttpStatus.METHOD_NOT_ALLOWED,
        "route.method_not_allowed",
        taken.isEmpty()
            ? "This path does not take this method."
            : "This path takes "
                + Prose.list(taken.stream().map(HttpMethod::name).sorted().toList())
                + ".");
  }
}
