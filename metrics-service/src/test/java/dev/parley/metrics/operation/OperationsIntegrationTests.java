package dev.parley.metrics.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.Api;
import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.ProblemAssert;
import dev.parley.testing.ReceivedSpan;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import dev.parley.testing.Trace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Against a gateway and an instance of chat-service; search cannot be reached. */
@ParleyTest(
    postgres = "metrics_operations",
    traces = true,
    kafka = true,
    properties = {
      "parley.scrape.services=gateway,chat-service,search-service",
      "DISCOVERY_URL=",
      "parley.scrape.interval=1h",
      "parley.history.every=1d"
    })
class OperationsIntegrationTests {

  private static final String TOKEN = "an-ops-token";
  private static final TinyServer GATEWAY =
      new TinyServer(
          exchange -> answer(exchange, "{\"caches\":[{\"name\":\"answers\"}]}", "{\"caches\":[]}"));
  private static final TinyServer CHAT =
      new TinyServer(
          exchange ->
              answer(
                  exchange,
                  "{\"caches\":[{\"name\":\"profile\"},{\"name\":\"reader\"}]}",
                  """
                  {"since":null,
                   "tables":[
                     {"name":"message","size_bytes":9000,"rows":5000,"dead_rows":5000,
                      "sequential_scans":10,"rows_read_sequentially":50000,"index_scans":7},
                     {"name":"small","size_bytes":10,"rows":3,"dead_rows":0,
                      "sequential_scans":900,"rows_read_sequentially":2700,"index_scans":0}],
                   "unused_indexes":[{"name":"message_x","table":"message","size_bytes":77}],
                   "statements":[{"id":"1","text":"SELECT $1","calls":2,"total_seconds":3.5,
                     "mean_seconds":1.75,"longest_seconds":3,"rows":2,"blocks_in_memory":0.5}],
                   "statements_missing":"the extension is not there"}
                  """));

  /** What each table's upkeep complains of, as JSON. */
  private static volatile String passedOver = "";

  @LocalServerPort private int port;
  @Autowired private JdbcOperations jdbc;
  @Autowired private OperationStore store;
  @Autowired private Operations operations;
  private Api admin = Api.atPort(0);

  @DynamicPropertySource
  static void cluster(DynamicPropertyRegistry registry) {
    String prefix = "spring.cloud.discovery.client.simple.instances.";
    registry.add(prefix + "gateway[0].uri", () -> GATEWAY.url().toString());
    registry.add(prefix + "gateway[0].instance-id", () -> "gateway-0");
    registry.add(prefix + "chat-service[0].uri", () -> CHAT.url().toString());
    registry.add(prefix + "chat-service[0].instance-id", () -> "chat-0");
    registry.add(prefix + "search-service[0].uri", () -> "http://127.0.0.1:1");
    registry.add(prefix + "search-service[0].instance-id", () -> "search-0");
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
    CHAT.close();
  }

  @BeforeEach
  void nothingIsRunning() {
    jdbc.execute("TRUNCATE operation");
    passedOver = "";
    admin = Api.atPort(port).as(TestTokens.adminToken().value());
  }

  @Test
  void clearsOneKindWhereverItIsAndTellsWhoCouldNotBeReached() {
    JsonNode done = finished(started("/cache/clear?cache_type=profile"));
    assertThat(done.path("state").asText()).isEqualTo("failed");
    assertThat(done.path("detail").asText()).isEqualTo("1 of 2 steps failed");
    assertThat(done.path("results"))
        .extracting(it -> it.path("instance").asText() + " " + it.path("ok").asBoolean())
        .containsExactly("chat-0 true", "search-0 false");
    assertThat(CHAT.requests())
        .anySatisfy(
            request -> {
              assertThat(request.method()).isEqualTo("DELETE");
              assertThat(request.path()).isEqualTo("/actuator/cache/profile");
              assertThat(request.authorization()).isEqualTo("Bearer " + TOKEN);
            });
    assertThat(done.path("requester").asText()).isNotBlank();
    assertThat(done.path("finished_at").asText()).endsWith("Z");
  }

  @Test
  void clearsTheGatewaysAnswersAsWell() {
    JsonNode done = finished(started("/cache/clear"));
    assertThat(done.path("results"))
        .extracting(it -> it.path("instance").asText() + " " + it.path("target").asText())
        .contains("gateway-0 answers", "chat-0 profile", "chat-0 reader");
  }

  @Test
  void optimizesTableByTable() {
    JsonNode done = finished(started("/database/optimize?service=chat-service&action=analyze"));
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("progress").asDouble()).isEqualTo(1);
    assertThat(done.path("results"))
        .extracting(it -> it.path("target").asText())
        .containsExactly("message", "small");
    assertThat(CHAT.requests())
        .anySatisfy(
            request -> {
              assertThat(request.path()).isEqualTo("/actuator/database/message");
              assertThat(request.body()).isEqualTo("{\"action\":\"analyze\"}");
            });
  }

  @Test
  void saysWhichTableWasPassedOver() {
    passedOver = "\"it was locked\",\"or nearly\"";
    JsonNode done = finished(started("/database/optimize?service=chat-service"));
    assertThat(done.path("state").asText()).isEqualTo("failed");
    assertThat(done.path("detail").asText()).isEqualTo("2 of 2 steps failed");
    assertThat(done.path("results"))
        .extracting(it -> it.path("target").asText() + ": " + it.path("detail").asText())
        .containsExactly(
            "message: passed over: it was locked; or nearly",
            "small: passed over: it was locked; or nearly");
  }

  @Test
  void failsWhereNobodyHasAnythingOfTheKind() {
    JsonNode done = finished(started("/database/optimize?service=nobody"));
    assertThat(done.path("state").asText()).isEqualTo("failed");
    assertThat(done.path("detail").asText()).isEqualTo("no instance has anything of the kind");
  }

  @Test
  void endsWhatADeadInstanceLeftWithoutBeingAskedForAnother() {
    somebodyElseBegins();
    operations.tellWhoLives();
    assertThat(store.running()).isPresent();
    jdbc.update("UPDATE operation SET alive_at = now() - interval '2 minutes'");
    operations.tellWhoLives();
    JsonNode ended = admin.get("/api/v1/operations").json(200).at("/items/0");
    assertThat(ended.path("state").asText()).isEqualTo("failed");
    assertThat(ended.path("detail").asText()).isEqualTo("the instance that did it is gone");
  }

  @Test
  void refusesWhatIsMisspeltAndBeginsNothing() {
    refused("/cache/clear?cachetype=search").hasErrorAt("cachetype");
    refused("/cache/warm?cache_type=search&type=x").hasErrorAt("type");
    refused("/database/optimize?actoin=analyze").hasErrorAt("actoin");
    refused("/cache/clear?cache_type=serach").hasErrorAt("cache_type");
    assertThat(admin.get("/api/v1/operations").json(200).path("items")).isEmpty();
  }

  private ProblemAssert refused(String path) {
    return admin
        .post("/api/v1/performance" + path, null)
        .assertProblem(400, "request.invalid_parameter");
  }

  private void somebodyElseBegins() {
    jdbc.update(
        """
        INSERT INTO operation (id, kind, parameters, state, requested_by, requester, requested_at, alive_at)
        VALUES (gen_random_uuid(), 'cache_clear', '{}', 'running', gen_random_uuid(), 'x', now(), now())
        """);
  }

  @Test
  void doesOneAtATimeAndTakesOverFromTheDead() {
    somebodyElseBegins();
    admin.post("/api/v1/performance/cache/warm", null).assertProblem(409, "operation.running");
    jdbc.update("UPDATE operation SET alive_at = now() - interval '2 minutes'");
    finished(started("/cache/clear"));
    assertThat(
            jdbc.queryForObject(
                "SELECT count(*) FROM operation WHERE detail = 'the instance that did it is gone'",
                Integer.class))
        .isEqualTo(1);
    assertThat(admin.get("/api/v1/operations").json(200).path("items")).hasSize(2);
    assertThat(store.running()).isEmpty();
  }

  @Test
  void tellsWhatSchemasCallFor() {
    JsonNode report = admin.get("/api/v1/performance/database/indexes").json(200);
    JsonNode chat = report.at("/services/0");
    assertThat(chat.at("/unused_indexes/0/index").asText()).isEqualTo("message_x");
    assertThat(chat.path("sequential_scans")).hasSize(1);
    assertThat(chat.at("/sequential_scans/0/rows_per_scan").asDouble()).isEqualTo(5000);
    assertThat(chat.at("/bloat/0/dead_share").asDouble()).isEqualTo(0.5);
    assertThat(report.path("warnings").toString()).contains("search-service").contains("search-0");
    JsonNode slow = admin.get("/api/v1/performance/database/slow-queries").json(200);
    assertThat(slow.at("/queries/0/query").asText()).isEqualTo("SELECT $1");
    assertThat(slow.at("/queries/0/service").asText()).isEqualTo("chat-service");
    assertThat(slow.at("/queries/0/total_seconds").asDouble()).isEqualTo(3.5);
    assertThat(slow.at("/queries/0/blocks_in_memory").asDouble()).isEqualTo(0.5);
    assertThat(slow.path("warnings").toString())
        .contains("chat-service knows of no statements: the extension is not there");
  }

  @Test
  void whatInstancesAreAskedBelongsToTheRequestThatWantedToKnow() {
    String traceId = UUID.randomUUID().toString().replace("-", "");
    Api traced = admin.with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01");
    traced.get("/api/v1/performance/database/indexes").assertStatus(200);
    finished(started(traced, "/cache/clear?cache_type=profile"));

    OtlpReceiver.shared()
        .awaitTrace(
            traceId,
            Duration.ofSeconds(20),
            trace -> {
              assertThat(calls(trace, "GET")).contains("/actuator/database", "/actuator/cache");
              assertThat(calls(trace, "DELETE")).containsExactly("/actuator/cache/profile");
            });
    assertThat(CHAT.requests())
        .filteredOn(request -> request.header("traceparent").contains(traceId))
        .extracting(TinyServer.Request::path)
        .contains("/actuator/database", "/actuator/cache", "/actuator/cache/profile");
  }

  private static List<String> calls(Trace trace, String method) {
    return trace.of("metrics-service").stream()
        .filter(span -> span.kind() == ReceivedSpan.Kind.CLIENT)
        .filter(span -> method.equals(span.attributes().get("http.request.method")))
        .map(span -> span.attributes().getOrDefault("url.path", ""))
        .toList();
  }

  @Test
  void isForAdminsOnlyAndRefusesNonsense() {
    Api alice = Api.atPort(port).as(TestTokens.userToken("alice").value());
    alice.post("/api/v1/performance/cache/clear", null).assertProblem(403, "access.denied");
    alice.get("/api/v1/operations").assertProblem(403, "access.denied");
    alice.get("/api/v1/performance/database/slow-queries").assertProblem(403, "access.denied");
    admin
        .post("/api/v1/performance/cache/clear?cache_type=..%2Fdatabase", null)
        .assertProblem(400, "request.invalid_parameter");
    admin
        .post("/api/v1/performance/database/optimize?action=drop", null)
        .assertProblem(400, "request.invalid_parameter");
    admin
        .get("/api/v1/operations/00000000-0000-7000-8000-000000000000")
        .assertProblem(404, "operation.not_found");
  }

  private String started(String path) {
    return started(admin, path);
  }

  private static String started(Api admin, String path) {
    JsonNode answer = admin.post("/api/v1/performance" + path, null).json(202);
    return answer.path("operation_id").asText();
  }

  private JsonNode finished(String id) {
    return Patience.await()
        .until(
            () -> admin.get("/api/v1/operations/" + id).json(200),
            it -> !it.path("state").asText().equals("running"));
  }

  private static void answer(HttpExchange exchange, String caches, String schema)
      throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean gateway = caches.contains("answers");
    if (path.equals("/api/v1/auth/token")) {
      TinyServer.answer(exchange, 200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":600}");
    } else if (path.equals("/actuator/cache")) {
      TinyServer.answer(exchange, 200, caches);
    } else if (path.startsWith("/actuator/cache/")) {
      TinyServer.answer(exchange, 200, "{\"cleared\":[]}");
    } else if (path.startsWith("/actuator/database") && gateway) {
      TinyServer.answer(exchange, 404, "");
    } else if (path.equals("/actuator/database")) {
      TinyServer.answer(exchange, 200, schema);
    } else {
      TinyServer.answer(
          exchange, 200, "{\"seconds\":0.5,\"complaints\":[%s]}".formatted(passedOver));
    }
  }
}
