package dev.parley.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The names that dashboards and clients rely on. */
@GuestbookTest
class TelemetryIntegrationTests {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  private Api ada = Api.at("");
  private Api ops = ada;

  @BeforeEach
  void signIn(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
    ops = Api.atPort(port).as(TestTokens.serviceToken("metrics-service").value());
  }

  @Test
  void anAnswerTellsItsTraceAndTheTimeItTook() {
    var answer = ada.get("/entries");

    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{32}");
    assertThat(answer.header("Server-Timing")).matches("app;dur=\\d+\\.\\d{3}");
  }

  @Test
  void aTraceBegunElsewhereGoesOn() {
    var answer =
        ada.with("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01").get("/trapdoor");

    assertThat(answer.header("X-Request-Id")).isEqualTo(TRACE_ID);
    answer.assertProblem(500, "internal").hasTraceId(TRACE_ID);
  }

  @Test
  void aTraceIdThatIsNoneIsNotTakenOver() {
    var answer = ada.with("traceparent", "00-<script>-00f067aa0ba902b7-01").get("/entries");

    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{32}");
  }

  @Test
  void requestsAreCountedAndTimedByRouteAndNeverById() {
    ada.get("/entries/7d9f0b52-4d52-4f53-9a4b-1d1d0d0c0b0a").assertStatus(200);
    ada.get("/entries/seven").assertStatus(400);
    ada.get("/no/such/path/sesame").assertStatus(404);

    String figures = ops.get("/actuator/prometheus").assertStatus(200).body();

    assertThat(figures.lines())
        .anyMatch(
            line ->
                line.startsWith("http_requests_total{")
                    && line.contains("service=\"guestbook\"")
                    && line.contains("uri=\"/entries/{id}\"")
                    && line.contains("status=\"200\""))
        .anyMatch(
            line ->
                line.startsWith("http_request_duration_seconds_bucket{")
                    && line.contains("uri=\"/entries/{id}\"")
                    && line.contains("le=\"0.1"));
    assertThat(figures)
        .doesNotContain("7d9f0b52", "sesame", "seven", "duration_active_seconds_bucket");
  }

  /** That is the way from a slow figure to what was slow. */
  @Test
  void theTimeOfARequestNamesItsTrace() {
    ada.with("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
        .get("/entries")
        .assertStatus(200);

    List<String> figures =
        Patience.await()
            .until(
                () ->
                    ops.with("Accept", "application/openmetrics-text; version=1.0.0")
                        .get("/actuator/prometheus")
                        .assertStatus(200)
                        .body()
                        .lines()
                        .toList(),
                lines ->
                    lines.stream()
                        .anyMatch(
                            line ->
                                line.startsWith("http_request_duration_seconds_bucket{")
                                    && line.contains("uri=\"/entries\"")
                                    && line.contains("trace_id=\"")));

    assertThat(figures)
        .filteredOn(line -> line.contains(" # {"))
        .as("as OpenMetrics has it: of anything else Prometheus refuses all that the instance says")
        .allMatch(line -> line.matches("\\w+(_bucket|_total)\\{.*"));
  }
}
