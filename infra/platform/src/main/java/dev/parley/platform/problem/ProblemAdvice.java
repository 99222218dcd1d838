package dev.parley.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Gives every failure of a servlet service its problem; what nobody foresaw is logged and is 500.
 */
@RestControllerAdvice
final class ProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final int MOST_FRAMES = 12;

  private final ServletProblems problems;

  ProblemAdvice(ServletProblems problems) {
    this.problems = problems;
  }

  /** The client has gone: there is nobody to tell, and nothing that an operator could do. */
  @ExceptionHandler
  void nobodyListens(AsyncRequestNotUsableException gone) {
    log.debug("client gone: {}", gone.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> answer(Exception failure, HttpServletRequest request) {
    ResponseEntity<ProblemBody> answer = problems.answer(problemOf(failure, request), request);
    return failure instanceof HttpRequestMethodNotSupportedException e
        ? ResponseEntity.status(answer.getStatusCode())
            .headers(answer.getHeaders())
            .headers(e.getHeaders()) // which methods there are
            .body(answer.getBody())
        : answer;
  }

  private static ProblemException problemOf(Exception failure, HttpServletRequest request) {
    return switch (failure) {
      case ProblemException problem -> problem;
      case HttpMessageNotReadableException e -> unreadable(e);
      case MethodArgumentNotValidException e -> invalid(bodyErrors(e));
      case HandlerMethodValidationException e -> invalid(parameterErrors(e));
      case MissingServletRequestParameterException e ->
          parameter(e.getParameterName(), "is required");
      case MethodArgumentTypeMismatchException e ->
          parameter(e.getName(), "expected " + typeName(e));
      case NoResourceFoundException _, NoHandlerFoundException _ ->
          ProblemException.nothingAt(request.getRequestURI());
      case HttpRequestMethodNotSupportedException e ->
          Methods.otherThan(Objects.requireNonNullElse(e.getSupportedHttpMethods(), Set.of()));
      case HttpMediaTypeNotSupportedException e ->
          ProblemException.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "request.unsupported_media_type",
              "This path takes " + Prose.list(e.getSupportedMediaTypes()) + ".");
      // a type that is sent with a body says what the body is
      case IllegalArgumentException e
          when String.valueOf(e.getMessage()).startsWith("Content-Type cannot contain wildcard") ->
          ProblemException.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "request.unsupported_media_type",
              "The Content-Type of a body names one type, as in application/json.");
      case ErrorResponse e when e.getStatusCode().is4xxClientError() ->
          ProblemException.of(
              HttpStatus.valueOf(e.getStatusCode().value()),
              "request.invalid",
              e.getBody().getDetail() == null
                  ? "The request is not valid."
                  : e.getBody().getDetail());
      default -> unforeseen(failure);
    };
  }

  private static ProblemException unforeseen(Exception failure) {
    Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
    if (failure.getClass().getName().startsWith("org.springframework.security.web.firewall")) {
      // only when a controller asks for the parameters; what is wrong before is said by a filter
      return ProblemException.invalidAddress();
    }
    if (failure.getClass().getName().startsWith("org.springframework.security.access")) {
      return ProblemException.forbidden("access.denied", "You may not do this.");
    }
    if (isOutageOfTheDatabase(root)) {
      log.warn("database unavailable: {}", root.getMessage());
      return ProblemException.unavailable(
          "database.unavailable",
          "The database does not answer. Try again.",
          Duration.ofSeconds(2));
    }
    if (root instanceof StackOverflowError) {
      // the same few lines a thousand times, for anybody who can bring it about
      log.error("unforeseen failure: {} {}", root, innermost(root));
    } else {
      log.error("unforeseen failure", failure);
    }
    return ProblemException.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Something went wrong on our side. The trace id helps the operator to find it.");
  }

  /**
   * No connection to be had, or one that broke under a request: of class 08 is what the network
   * does, 57P is a server that stops, 53300 one that has too many.
   */
  private static boolean isOutageOfTheDatabase(Throwable root) {
    String state = root instanceof SQLException sql ? sql.getSQLState() : null;
    return root instanceof SQLTransientConnectionException
        || root instanceof java.net.ConnectException
        || (state != null
            && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")));
  }

  private static List<StackTraceElement> innermost(Throwable failure) {
    return Arrays.stream(failure.getStackTrace()).limit(MOST_FRAMES).toList();
  }

  private static ProblemException unreadable(HttpMessageNotReadableException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BodyTooLargeException e) {
        return e.problem();
      }
    }
    return JsonProblems.of(failure.getCause());
  }

  private static ProblemException invalid(List<FieldError> errors) {
    return ProblemException.badRequest(
        "request.invalid",
        "Some fields are not valid; 'errors' says which.",
        errors.toArray(FieldError[]::new));
  }

  private static ProblemException parameter(String name, String detail) {
    return ProblemException.badRequest(
        "request.invalid_parameter",
        "The parameter '%s' %s.".formatted(BodyPaths.snakeCase(name), detail),
        new FieldError(BodyPaths.snakeCase(name), detail));
  }

  private static List<FieldError> bodyErrors(MethodArgumentNotValidException e) {
    return e.getBindingResult().getFieldErrors().stream()
        .map(f -> error(e.getBindingResult().getTarget(), f))
        .toList();
  }

  private static List<FieldError> parameterErrors(HandlerMethodValidationException e) {
    return e.getParameterValidationResults().stream()
        .flatMap(
            r ->
                r instanceof ParameterErrors body
                    ? body.getFieldErrors().stream().map(f -> error(body.getArgument(), f))
                    : r.getResolvableErrors().stream()
                        .map(
                            m ->
                                new FieldError(
                                    BodyPaths.snakeCase(
                                        String.valueOf(r.getMethodParameter().getParameterName())),
                                    String.valueOf(m.getDefaultMessage()))))
        .toList();
  }

  private static String typeName(MethodArgumentTypeMismatchException e) {
    Class<?> type = e.getRequiredType();
    return type == null ? "another type" : "a " + type.getSimpleName();
  }

  private static FieldError error(
      @Nullable Object body, org.springframework.validation.FieldError error) {
    return new FieldError(
        BodyPaths.pointer(body, error.getField()), String.valueOf(error.getDefaultMessage()));
  }
}
