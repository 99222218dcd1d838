package dev.parley.platform.security;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ServletProblems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says in problem details why a request did not get in. */
final class AuthenticationProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final ServletProblems problems;

  AuthenticationProblems(ServletProblems problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    problems.write(problemOf(request, response, failure), request, response);
  }

  private static ProblemException problemOf(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    if (failure instanceof AuthenticationServiceException) {
      return TokenProblems.of(failure.getCause() == null ? failure : failure.getCause());
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        ? TokenProblems.missing()
        : TokenProblems.invalid();
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    problems.write(
        ProblemException.forbidden("access.denied", "This token may not do that."),
        request,
        response);
  }
}
