package dev.parley.chat.file;

import dev.parley.platform.problem.BodyTooLargeException;
import dev.parley.platform.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;

/**
 * What a client sends, measured and hashed on its way. What goes wrong on the client's side is a
 * problem of the client's, never an {@link IOException}: those are then the storage's.
 */
final class ReceivedBytes extends FilterInputStream {

  private final long limit;
  private final MessageDigest digest = sha256();
  private long size;

  ReceivedBytes(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int read;
    try {
      read = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw problemOf(e);
    }
    if (read > 0) {
      size += read;
      digest.update(buffer, offset, read);
    }
    if (size > limit) {
      throw ProblemException.tooLarge(
          "file.too_large", "A file may have at most %d bytes.".formatted(limit));
    }
    return read;
  }

  /** What is read twice would be counted twice. */
  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long n) {
    throw new UnsupportedOperationException("what is skipped is not hashed");
  }

  long size() {
    return size;
  }

  /** Of all that has been read; once only. */
  String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static ProblemException problemOf(IOException failure) {
    return switch (NestedExceptionUtils.getMostSpecificCause(failure)) {
      case BodyTooLargeException tooLarge -> tooLarge.problem();
      case SocketTimeoutException _ ->
          ProblemException.of(
              HttpStatus.REQUEST_TIMEOUT,
              "request.too_slow",
              "The rest of the file did not come in time. Send it again.");
      default ->
          ProblemException.badRequest(
              "request.incomplete", "The request ended before the file did. Send it again.");
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
