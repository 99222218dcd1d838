package dev.parley.chat.graphql;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * GraphQL over HTTP. There is nothing to change, so GET does all that POST does. No cookie is read:
 * a foreign page cannot send the header that a query needs.
 */
@RestController
@RequestMapping("/graphql")
class GraphQlEndpoint {

  private final Queries queries;
  private final ObjectMapper json;

  GraphQlEndpoint(Queries queries, ObjectMapper json) {
    this.queries = queries;
    this.json = json;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> post(
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable List<String> accept,
      Caller caller) {
    return answer(Wanted.of(accept), () -> Question.ofBody(body, json), caller, false);
  }

  @GetMapping
  ResponseEntity<Answer> get(
      @RequestParam(name = "query", required = false) @Nullable String query,
      @RequestParam(name = "operationName", required = false) @Nullable String operationName,
      @RequestParam(name = "variables", required = false) @Nullable String variables,
      @RequestParam(name = "extensions", required = false) @Nullable String extensions,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable List<String> accept,
      Caller caller) {
    return answer(
        Wanted.of(accept),
        () -> Question.ofParameters(query, operationName, variables, extensions, json),
        caller,
        true);
  }

  private ResponseEntity<Answer> answer(
      Wanted wanted, Supplier<Question> asked, Caller caller, boolean byGet) {
    Question question;
    try {
      question = asked.get();
    } catch (ProblemException malformed) {
      return wanted.malformed(queries.malformed(malformed));
    }
    return wanted.answer(queries.answer(question, caller, byGet));
  }
}
