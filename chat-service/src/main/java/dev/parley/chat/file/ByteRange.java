package dev.parley.chat.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a file, by RFC 9110: from {@code first} to {@code last}, both included. */
record ByteRange(long first, long last) {

  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");

  /** No part of the file is what was asked for. */
  static final class UnsatisfiableException extends Exception {}

  long length() {
    return last - first + 1;
  }

  /**
   * The one part that is asked for. Nothing where the header is not understood or asks for several:
   * it is then to be ignored, and the file sent whole.
   */
  static Optional<ByteRange> of(@Nullable String header, long size) throws UnsatisfiableException {
    Matcher range = ONE.matcher(header == null ? "" : header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    long from = number(range.group(1));
    long to = range.group(2).isEmpty() ? Long.MAX_VALUE : number(range.group(2));
    boolean ofTheEnd = range.group(1).isEmpty();
    if (!ofTheEnd && to < from) {
      return Optional.empty(); // not a range at all
    }
    long first = ofTheEnd ? Math.max(0, size - to) : from;
    long last = ofTheEnd ? size - 1 : Math.min(to, size - 1);
    if (first > last) {
      throw new UnsatisfiableException();
    }
    return Optional.of(new ByteRange(first, last));
  }

  /** More digits than a long has are beyond the end of any file. */
  private static long number(String digits) {
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }
}
