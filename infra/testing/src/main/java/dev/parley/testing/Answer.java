package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;

/** What came back. */
public record Answer(HttpResponse<String> response) {
  private static final Pattern STATEMENTS = Pattern.compile("db;dur=[\\d.]+;desc=\"(\\d+)\"");

  public int status() {
    return response.statusCode();
  }

  public String body() {
    return response.body();
  }

  /** The first value; empty where there is none. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** How many statements it took, as the service says it of itself; 0 where it says nothing. */
  public int statements() {
    var told = STATEMENTS.matcher(header("Server-Timing"));
    return told.find() ? Integer.parseInt(told.group(1)) : 0;
  }

  /** The body, of an answer that must have had this status. */
  public JsonNode json(int expectedStatus) {
    assertStatus(expectedStatus);
    return Json.read(response.body());
  }

  /** The body of what must have been a success. */
  public JsonNode json() {
    assertThat(response.statusCode() / 100).as(toString()).isEqualTo(2);
    return Json.read(response.body());
  }

  /** The {@code id} of what was made. */
  public UUID id() {
    return UUID.fromString(json().required("id").asText());
  }

  public Answer assertStatus(int expected) {
    assertThat(response.statusCode()).as(toString()).isEqualTo(expected);
    return this;
  }

  public ProblemAssert assertProblem(int status, String code) {
    return Problems.assertProblem(response).hasStatus(status).hasCode(code).hasTraceId();
  }

  @Override
  public String toString() {
    return "%s %s: %d %s"
        .formatted(
            response.request().method(), response.uri(), response.statusCode(), response.body());
  }
}
