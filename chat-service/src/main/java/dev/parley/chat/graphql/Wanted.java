package dev.parley.chat.graphql;

import dev.parley.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;

/**
 * In which form a client wants its answer. The newer one has statuses that tell; the older one is
 * 200 for whatever was understood to be a query.
 */
enum Wanted {
  NEWER,
  OLDER;

  private MediaType type() {
    return switch (this) {
      case NEWER -> MediaType.APPLICATION_GRAPHQL_RESPONSE;
      case OLDER -> MediaType.APPLICATION_JSON;
    };
  }

  /** Who accepts anything, or says nothing, is an older client. */
  static Wanted of(@Nullable List<String> accept) {
    if (accept == null || accept.isEmpty()) {
      return OLDER;
    }
    List<MediaType> accepted;
    try {
      accepted = new ArrayList<>(MediaType.parseMediaTypes(accept));
    } catch (InvalidMediaTypeException _) {
      throw notAcceptable();
    }
    accepted.removeIf(type -> type.getQualityValue() == 0);
    MimeTypeUtils.sortBySpecificity(accepted);
    return accepted.stream()
        .sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
        .flatMap(type -> matching(type).stream())
        .findFirst()
        .orElseThrow(Wanted::notAcceptable);
  }

  private static List<Wanted> matching(MediaType accepted) {
    if (accepted.includes(OLDER.type())) {
      return List.of(OLDER);
    }
    return accepted.includes(NEWER.type()) ? List.of(NEWER) : List.of();
  }

  private static ProblemException notAcceptable() {
    return ProblemException.of(
        HttpStatus.NOT_ACCEPTABLE,
        "request.not_acceptable",
        "Answers are application/graphql-response+json or application/json.");
  }

  ResponseEntity<Answer> answer(Answer answer) {
    return respond(status(answer), answer);
  }

  /** What is no query at all is refused in the same way in both forms. */
  ResponseEntity<Answer> malformed(Answer answer) {
    return respond(HttpStatus.BAD_REQUEST, answer);
  }

  private HttpStatus status(Answer answer) {
    if (answer.code().equals(Refusal.NOT_BY_GET)) {
      return HttpStatus.METHOD_NOT_ALLOWED;
    }
    if (this == OLDER || answer.executed()) {
      return HttpStatus.OK;
    }
    return switch (answer.code()) {
      case "graphql.timeout" -> HttpStatus.GATEWAY_TIMEOUT;
      case "database.unavailable" -> HttpStatus.SERVICE_UNAVAILABLE;
      case "internal" -> HttpStatus.INTERNAL_SERVER_ERROR;
      default -> HttpStatus.BAD_REQUEST;
    };
  }

  private ResponseEntity<Answer> respond(HttpStatus status, Answer answer) {
    var response =
        ResponseEntity.status(status).contentType(new MediaType(type(), StandardCharsets.UTF_8));
    if (status == HttpStatus.METHOD_NOT_ALLOWED) {
      response = response.header(HttpHeaders.ALLOW, "POST");
    }
    return response.body(answer);
  }
}
