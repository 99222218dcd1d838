package dev.parley.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The body of every error answer (RFC 9457), the gateway's own included. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    String code,
    @Nullable String traceId,
    List<FieldError> errors) {

  public static ProblemBody of(
      HttpStatusCode status,
      String code,
      String detail,
      @Nullable String instance,
      @Nullable String traceId,
      List<FieldError> errors) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return new ProblemBody(
        "/problems/" + code,
        known == null ? "Error" : known.getReasonPhrase(),
        status.value(),
        detail,
        instance,
        code,
        traceId,
        errors);
  }

  public static ProblemBody of(
      ProblemException problem, @Nullable String instance, @Nullable String traceId) {
    return of(
        problem.status(), problem.code(), problem.detail(), instance, traceId, problem.errors());
  }
}
