package dev.parley.platform.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes problems in servlet services: from controllers' advice, and from filters before them. */
public final class ServletProblems {

  private final ObjectMapper mapper;
  private final TraceIds traceIds;

  public ServletProblems(ObjectMapper mapper, TraceIds traceIds) {
    this.mapper = mapper;
    this.traceIds = traceIds;
  }

  ResponseEntity<ProblemBody> answer(ProblemException problem, HttpServletRequest request) {
    return ResponseEntity.status(problem.status())
        .headers(headers -> addTo(headers, problem))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemBody.of(problem, request.getRequestURI(), traceIds.current()));
  }

  public void write(
      ProblemException problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.setStatus(problem.status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    var headers = new HttpHeaders();
    addTo(headers, problem);
    // whoever asks for another kind of login has said so
    headers.forEach(
        (name, values) -> {
          if (!response.containsHeader(name)) {
            response.setHeader(name, values.getFirst());
          }
        });
    byte[] body =
        mapper.writeValueAsBytes(
            ProblemBody.of(problem, request.getRequestURI(), traceIds.current()));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static void addTo(HttpHeaders headers, ProblemException problem) {
    if (problem.status() == HttpStatus.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.retryAfter() != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter().toSeconds()));
    }
  }
}
