package dev.parley.platform.http;

import java.io.IOException;

/** An answer was given up since it is larger than whoever asked wants to hold. */
public final class AnswerTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  AnswerTooLargeException(long largest) {
    super("the answer is larger than %d bytes".formatted(largest));
  }
}
