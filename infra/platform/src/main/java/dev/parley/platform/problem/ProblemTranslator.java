package dev.parley.platform.problem;

import org.jspecify.annotations.Nullable;

/** Knows the failures that are a service's own, such as a gateway's dead upstream. */
@FunctionalInterface
public interface ProblemTranslator {

  /** The problem behind a failure, or {@code null} where it is not one of its own. */
  @Nullable ProblemException translate(Throwable failure);
}
