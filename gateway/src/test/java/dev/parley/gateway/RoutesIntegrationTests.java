package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedSpan;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import dev.parley.testing.TinyServer.Request;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@GatewayTest
class RoutesIntegrationTests {

  private Api anyone = Api.atPort(0);
  private Api ada = Api.atPort(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
    ada = anyone.as(TestTokens.userToken("ada").value());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/me, chat-service",
    "/api/v1/conversations/1/messages, chat-service",
    "/api/v1/projects, chat-service",
    "/.well-known/jwks.json, chat-service",
    "/graphql, chat-service",
    "/api/v1/search, search-service",
    "/api/v1/search/suggest, search-service",
    "/api/v1/documents/1, search-service",
    "/api/v1/events, realtime-service",
  })
  void eachPathHasItsService(String path, String service) {
    assertThat(ada.get(path).json(200).required("service").asText()).isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/projects, /api/v1/projects",
    "/api/messages, /api/v1/messages",
    "/api/auth/sessions, /api/v1/auth/sessions",
  })
  void olderClientsReachTheSamePathsWithoutAVersion(String older, String path) {
    ada.get(older + "?page=2&q=a%20b").assertStatus(200);

    assertThat(Upstreams.requests(path)).isNotEmpty();
  }

  @Test
  void whereNothingIsThereIsAProblem() {
    ada.get("/api/v2/me").assertProblem(404, "route.not_found").hasInstance("/api/v2/me");
    ada.get("/anything").assertProblem(404, "route.not_found");
  }

  @Test
  void whatIsSaidOfTheCallerByHeaderIsNotHandedOn() {
    ada.with("X-User-Id", "someone else")
        .with("X-User-Role", "admin")
        .with("X-Forwarded-For", "10.0.0.1")
        .with("X-Real-IP", "10.0.0.1")
        .with("X-Forwarded-Host", "evil.example")
        .with("Forwarded", "for=10.0.0.1")
        .get("/api/v1/headers")
        .assertStatus(200);

    Request received = Upstreams.requests("/api/v1/headers").getLast();
    for (String header :
        new String[] {"X-User-Id", "X-User-Role", "X-Forwarded-For", "X-Forwarded-Host"}) {
      assertThat(received.header(header)).as(header).isEmpty();
    }
    assertThat(received.header("X-Real-IP")).isEqualTo("127.0.0.1");
    assertThat(received.header("Forwarded")).isEmpty();
    assertThat(received.authorization()).startsWith("Bearer ");
  }

  /** Of a script with three bytes a letter, each of which takes three characters in an address. */
  @Test
  void aSearchOfFiveHundredLettersFitsIntoAnAddress() {
    ada.get("/api/v1/search?q=" + "%ED%95%9C".repeat(500)).assertStatus(200);
  }

  @Test
  void aTraceGoesOn() {
    String trace = UUID.randomUUID().toString().replace("-", "");

    Answer answer =
        ada.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .get("/api/v1/traced?pin=sesame");

    assertThat(answer.header("X-Request-Id")).isEqualTo(trace);
    assertThat(Upstreams.requests("/api/v1/traced").getLast().header("traceparent"))
        .startsWith("00-" + trace);
    OtlpReceiver.shared()
        .awaitTrace(
            trace,
            Duration.ofSeconds(20),
            it -> {
              assertThat(it.spans())
                  .filteredOn(span -> span.kind() == ReceivedSpan.Kind.SERVER)
                  .singleElement()
                  .satisfies(
                      span ->
                          assertThat(span.attributes())
                              .containsEntry("http.request.method", "GET")
                              .containsEntry("http.response.status_code", "200")
                              .containsEntry("http.route", "chat")
                              .containsEntry("url.path", "/api/v1/traced")
                              .containsKey("server.address"));
              assertThat(it.spans())
                  .filteredOn(span -> span.kind() == ReceivedSpan.Kind.CLIENT)
                  .extracting(ReceivedSpan::attributes)
                  .anySatisfy(
                      call ->
                          assertThat(call)
                              .containsEntry("http.request.method", "GET")
                              .containsEntry("http.response.status_code", "200")
                              .containsEntry("server.address", "chat-service"))
                  .anySatisfy(
                      asked ->
                          assertThat(asked)
                              .containsEntry("db.system.name", "redis")
                              .containsEntry("db.operation.name", "EVALSHA")
                              .containsEntry("db.stored_procedure.name", "take"));
              assertThat(it.toString()).doesNotContain("sesame");
            });
  }

  @Test
  void ofATraceThatIsNotKeptTheFailureIsTold() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    Api traced = ada.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-00");

    traced.get("/api/v1/traced").assertStatus(200);
    traced.get("/api/v1/performance/metrics").assertStatus(503);

    OtlpReceiver.shared()
        .awaitTrace(
            trace,
            Duration.ofSeconds(20),
            it ->
                assertThat(it.spans())
                    .singleElement()
                    .satisfies(
                        span -> {
                          assertThat(span.isFailed()).isTrue();
                          assertThat(span.attributes())
                              .containsEntry("http.response.status_code", "503")
                              .containsEntry("http.route", "metrics");
                        }));
  }

  /** It would be told as slow whenever a client goes. */
  @Test
  void aStreamOfEventsIsKnownToStayOpen() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    Upstreams.at(
        "/api/v1/streaming",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          TinyServer.answer(exchange, 200, "data: {}\n\n");
        });

    ada.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").get("/api/v1/streaming");

    OtlpReceiver.shared()
        .awaitTrace(
            trace,
            Duration.ofSeconds(20),
            it ->
                assertThat(it.spans())
                    .filteredOn(span -> span.kind() == ReceivedSpan.Kind.SERVER)
                    .singleElement()
                    .satisfies(
                        span ->
                            assertThat(span.attributes())
                                .containsEntry("parley.stays_open", "true")));
  }

  /** That is the way from a slow figure to what was slow. */
  @Test
  void theTimeOfARequestNamesItsTrace() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    Api operator =
        anyone
            .as(TestTokens.serviceToken("metrics-service").value())
            .with("Accept", "application/openmetrics-text; version=1.0.0");

    ada.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").get("/api/v1/traced");

    Patience.await()
        .until(
            () -> operator.get("/actuator/prometheus").assertStatus(200).body(),
            figures ->
                figures
                    .lines()
                    .anyMatch(
                        line ->
                            line.startsWith("http_request_duration_seconds_bucket{")
                                && line.contains("uri=\"chat\"")
                                && line.contains("trace_id=\"")));
  }

  @Test
  void aBodyReachesTheServiceAsItWas() {
    ada.post("/api/v1/echo", Map.of("text", "ünïcode 🦓")).assertStatus(200);

    assertThat(Upstreams.requests("/api/v1/echo").getLast().body())
        .isEqualTo("{\"text\":\"ünïcode 🦓\"}");
  }

  @Test
  void theUrlInABrowserSaysThatItIsTheRightOne() {
    Answer answer = anyone.get("/").assertStatus(200);

    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).contains("Parley is up");
  }
}
