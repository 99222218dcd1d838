package dev.parley.platform.problem;

import java.io.IOException;

/** Ends the reading of a body that turned out larger than allowed. */
public final class BodyTooLargeException extends IOException {

  private final long limit;

  BodyTooLargeException(long limit) {
    super("body larger than " + limit + " bytes");
    this.limit = limit;
  }

  public ProblemException problem() {
    return ProblemException.tooLarge(
        "request.too_large", "The body may have at most %d bytes.".formatted(limit));
  }
}
