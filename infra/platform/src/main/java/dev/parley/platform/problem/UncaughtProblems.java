package dev.parley.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What went wrong outside of any controller: the container sends it here. */
@RestController
final class UncaughtProblems implements ErrorController {

  private final ServletProblems problems;

  UncaughtProblems(ServletProblems problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  ResponseEntity<ProblemBody> answer(HttpServletRequest request) {
    return problems.answer(problem(status(request)), request);
  }

  private static ProblemException problem(HttpStatus status) {
    return status.is5xxServerError()
        ? ProblemException.of(
            status, "internal", "Something went wrong on our side. The trace id helps to find it.")
        : ProblemException.of(status, "request.invalid", "The request is not valid.");
  }

  /** Who asks for this path by hand finds nothing. */
  private static HttpStatus status(HttpServletRequest request) {
    @Nullable Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }
}
