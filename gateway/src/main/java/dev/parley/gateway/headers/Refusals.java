package dev.parley.gateway.headers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.ProblemBody;
import dev.parley.platform.telemetry.Telemetry;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What is said to requests that the server itself refuses, before any filter has seen them. They
 * have no trace, so the id that they get stands for nothing else.
 */
final class Refusals {

  private final ObjectMapper mapper;
  private final AnswerRules rules;

  Refusals(ObjectMapper mapper, AnswerRules rules) {
    this.mapper = mapper;
    this.rules = rules;
  }

  /** The body, and the headers that go with it; null for a status of which nothing is known. */
  byte @Nullable [] describe(OutgoingAnswer answer) {
    return switch (answer.status()) {
      case 400 ->
          body(
              answer, "request.malformed", "This is not HTTP as it is written, so nobody read it.");
      case 414 -> body(answer, "request.address_too_long", "The address is too long.");
      case 431 -> body(answer, "request.headers_too_large", "All headers together are too large.");
      default -> null;
    };
  }

  private byte[] body(OutgoingAnswer answer, String code, String detail) {
    String id = id();
    HttpStatus status = HttpStatus.valueOf(answer.status());
    rules.applyToRefusal(answer);
    answer.set("Content-Type", "application/problem+json");
    answer.set(Telemetry.REQUEST_ID_HEADER, id);
    try {
      return mapper.writeValueAsBytes(
          // its address may be just what could not be read
          ProblemBody.of(status, code, detail, "/", id, List.of()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is always JSON", e);
    }
  }

  private static String id() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
