package dev.parley.platform.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An answer that a client can act on. The code is stable and part of the API; the detail is for
 * people and says what to do next. It carries no stack trace: it is an answer, not a fault.
 */
public final class ProblemException extends RuntimeException {

  private final HttpStatus status;
  private final String code;
  private final List<FieldError> errors;
  private final @Nullable Duration retryAfter;

  private ProblemException(
      HttpStatus status,
      String code,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  public static ProblemException of(
      HttpStatus status, String code, String detail, FieldError... errors) {
    return new ProblemException(status, code, detail, List.of(errors), null);
  }

  public static ProblemException badRequest(String code, String detail, FieldError... errors) {
    return of(HttpStatus.BAD_REQUEST, code, detail, errors);
  }

  public static ProblemException unauthorized(String code, String detail) {
    return of(HttpStatus.UNAUTHORIZED, code, detail);
  }

  public static ProblemException forbidden(String code, String detail) {
    return of(HttpStatus.FORBIDDEN, code, detail);
  }

  public static ProblemException invalidAddress() {
    return badRequest(
        "request.invalid_address",
        "The address holds something that has no place there. A path has one spelling: no '//', no"
            + " '.' or '..' between slashes, no ';' or '\\', and no escapes (%..) but of what needs"
            + " them, which letters, digits and slashes do not.");
  }

  public static ProblemException nothingAt(String path) {
    return notFound(
        "route.not_found",
        path.length() > 1 && path.endsWith("/")
            ? "There is nothing at this path. Paths here do not end in a slash."
            : "There is nothing at this path.");
  }

  public static ProblemException notFound(String code, String detail) {
    return of(HttpStatus.NOT_FOUND, code, detail);
  }

  public static ProblemException conflict(String code, String detail, FieldError... errors) {
    return of(HttpStatus.CONFLICT, code, detail, errors);
  }

  public static ProblemException unprocessable(String code, String detail, FieldError... errors) {
    return of(HttpStatus.UNPROCESSABLE_ENTITY, code, detail, errors);
  }

  public static ProblemException tooLarge(String code, String detail) {
    return of(HttpStatus.PAYLOAD_TOO_LARGE, code, detail);
  }

  public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of(), retryAfter);
  }

  public ProblemException retryingAfter(Duration wait) {
    return new ProblemException(status, code, detail(), errors, wait);
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldError> errors() {
    return errors;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
