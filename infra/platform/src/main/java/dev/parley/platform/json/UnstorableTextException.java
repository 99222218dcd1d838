package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A string of the body that cannot be kept; the message says why. */
public final class UnstorableTextException extends MismatchedInputException {

  private static final long serialVersionUID = 1L;

  UnstorableTextException(JsonParser parser, String complaint) {
    super(parser, complaint, String.class);
  }
}
