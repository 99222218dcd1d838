package dev.parley.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Api;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.ProblemAssert;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ParleyTest(
    postgres = "metrics_alerts",
    kafka = true,
    properties = {
      "parley.scrape.services=",
      "DISCOVERY_URL=",
      "parley.history.every=1d",
      "parley.alerts.webhooks.every=100ms",
      "ALERT_WEBHOOK_SECRET=whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
      "ALERT_WEBHOOK_ALLOW_PRIVATE=true"
    })
@ExtendWith(OutputCaptureExtension.class)
class AlertsIntegrationTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String CPU = "01930000-0000-7000-8000-000000000004";
  private static final TinyServer RECEIVER =
      new TinyServer(exchange -> TinyServer.answer(exchange, 204, ""));

  @LocalServerPort private int port;
  @Autowired private WatchRules watch;
  @Autowired private JdbcOperations jdbc;
  private Api admin = Api.atPort(0);

  @DynamicPropertySource
  static void receiver(DynamicPropertyRegistry registry) {
    registry.add("ALERT_WEBHOOK_URLS", () -> RECEIVER.url() + "/hook");
  }

  @AfterAll
  static void stop() {
    RECEIVER.close();
  }

  @BeforeEach
  void nothingIsWrong() {
    jdbc.execute("TRUNCATE alert, alert_address_gone");
    admin = Api.atPort(port).as(TestTokens.adminToken().value());
  }

  @Test
  void hasFiveRulesFromTheStart() {
    assertThat(admin.get("/api/v1/alerts/rules").json(200).path("items"))
        .extracting(rule -> rule.path("metric").asText())
        .contains("response_time", "error_rate", "memory_usage", "cpu_usage", "cache_hit_ratio");
  }

  @Test
  void tellsOfWhatLastsAndOfItsEndAndRemembersIt() {
    cpu(0, 0.9);
    assertThat(alerts("pending")).hasSize(1);
    watched(0, 299, 0.95);
    assertThat(alerts("pending")).hasSize(1);
    cpu(300, 0.9);
    assertThat(alerts("firing").get(0).path("worst").asDouble()).isEqualTo(0.95);
    cpu(400, 0.75);
    assertThat(alerts("firing")).as("not clear of it yet").hasSize(1);
    cpu(500, 0.5);
    JsonNode resolved = alerts("resolved").get(0);
    assertThat(resolved.path("resolved_at").asText()).isEqualTo("2026-01-01T00:08:20.000Z");
    String id = resolved.path("id").asText();

    try (var kafka = KafkaProbe.open()) {
      var told = kafka.await("ops.alerts", 2, record -> record.text().contains(id));
      assertThat(told)
          .extracting(record -> record.header("ce_type"))
          .containsExactly("ops.alert.raised.v1", "ops.alert.cleared.v1");
      told.forEach(
          record ->
              EventContract.assertPublishable(
                  String.valueOf(record.header("ce_type")), record.text()));
    }
    Patience.await().until(() -> received(id) == 2);
    TinyServer.Request raised =
        RECEIVER.requests().stream()
            .filter(it -> it.body().contains(id) && it.body().contains("ops.alert.raised"))
            .findFirst()
            .orElseThrow();
    assertThat(raised.header("webhook-id")).isNotBlank();
    assertThat(raised.header("webhook-signature")).startsWith("v1,");
    assertThat(raised.body()).contains("\"value\":0.9");
  }

  /** Figures are those of a minute: of what was between two looks further apart nobody knows. */
  @Test
  void beginsAnewWhereNobodyLookedForAWhile() {
    cpu(0, 0.9);
    watched(0, 240, 0.9);
    cpu(301, 0.9);
    assertThat(alerts("firing")).isEmpty();
    assertThat(alerts("pending").get(0).path("pending_at").asText())
        .isEqualTo("2026-01-01T00:05:01.000Z");
    watched(301, 600, 0.9);
    assertThat(alerts("firing")).isEmpty();
    cpu(601, 0.9);
    assertThat(alerts("firing")).hasSize(1);
  }

  /** What fires goes on firing: that it has ended nobody saw. */
  @Test
  void goesOnFiringOverAGap() {
    cpu(0, 0.9);
    watched(0, 300, 0.9);
    assertThat(alerts("firing")).hasSize(1);
    cpu(9000, 0.9);
    assertThat(alerts("firing").get(0).path("fired_at").asText())
        .isEqualTo("2026-01-01T00:05:00.000Z");
  }

  @Test
  void whoChangesARuleIsTakenDown(CapturedOutput output) {
    String rule = rule(Map.of("threshold", 10, "enabled", false));
    admin.patch("/api/v1/alerts/rules/" + rule, Map.of("threshold", 20)).assertStatus(200);
    admin.delete("/api/v1/alerts/rules/" + rule).assertStatus(204);
    admin.delete("/api/v1/alerts/rules/" + rule).assertStatus(404);
    assertThat(
            output
                .getAll()
                .lines()
                .filter(line -> line.contains("alert rule ") && line.contains(rule))
                .map(line -> line.replaceFirst(".*alert rule ", "")))
        .containsExactly(
            "made by admin: consumer_lag of search-service above 10.0 for 0s, disabled (%s)"
                .formatted(rule),
            "changed by admin: consumer_lag of search-service above 20.0 for 0s, disabled (%s)"
                .formatted(rule),
            "deleted by admin: consumer_lag of search-service above 20.0 for 0s, disabled (%s)"
                .formatted(rule));
  }

  /** One that answered 410 has perhaps been mended. */
  @Test
  void anAddressThatWasStoppedIsStartedAgainByAnAdmin(CapturedOutput output) {
    jdbc.update(
        "INSERT INTO alert_address_gone (url, gone_at) VALUES (?, now())",
        RECEIVER.url() + "/hook");
    JsonNode stopped = webhook();
    assertThat(stopped.path("enabled").asBoolean()).isFalse();
    assertThat(stopped.path("stopped_at").asText()).endsWith("Z");
    assertThat(stopped.path("host").asText()).isEqualTo("127.0.0.1");
    String rule = rule(Map.of("threshold", 10, "for", "0s"));
    look(rule, 0, 11);
    String unheard = alerts("firing").get(0).path("id").asText();
    look(rule, 1, 0);

    String path = "/api/v1/alerts/webhooks/" + stopped.path("id").asText();
    assertThat(admin.patch(path, Map.of("enabled", true)).json(200).path("enabled").asBoolean())
        .isTrue();
    look(rule, 2, 11);
    String heard = alerts("firing").get(0).path("id").asText();
    Patience.await().until(() -> received(heard) == 1);
    assertThat(received(unheard)).isZero();

    admin.patch(path, Map.of("enabled", false)).assertStatus(200);
    assertThat(webhook().path("enabled").asBoolean()).isFalse();
    admin.patch(path, Map.of("enabled", true)).assertStatus(200);
    admin.patch(path, Map.of()).assertProblem(400, "request.invalid").hasErrorAt("/enabled");
    admin
        .patch(
            "/api/v1/alerts/webhooks/00000000-0000-7000-8000-000000000000", Map.of("enabled", true))
        .assertProblem(404, "webhook.not_found");
    admin.delete("/api/v1/alerts/rules/" + rule).assertStatus(204);
    assertThat(output.getAll())
        .contains("webhook started by admin: 127.0.0.1", "webhook stopped by admin: 127.0.0.1");
  }

  private JsonNode webhook() {
    return admin.get("/api/v1/alerts/webhooks").json(200).at("/items/0");
  }

  @Test
  void endsTheAlertOfARuleThatIsSwitchedOffOrDeleted() {
    String rule = rule(Map.of("threshold", 10, "for", "0s"));
    look(rule, 0, 11);
    assertThat(alerts("firing")).hasSize(1);
    assertThat(
            admin
                .patch("/api/v1/alerts/rules/" + rule, Map.of("enabled", false))
                .json(200)
                .path("enabled")
                .asBoolean())
        .isFalse();
    assertThat(alerts("firing")).isEmpty();
    assertThat(alerts("resolved")).hasSize(1);
    assertThat(admin.delete("/api/v1/alerts/rules/" + rule).status()).isEqualTo(204);
    admin.get("/api/v1/alerts/rules/" + rule).assertProblem(404, "alert_rule.not_found");
  }

  @Test
  void movesTheEndAlongWithTheThreshold() {
    String rule = rule(Map.of("threshold", 10, "for", "90s"));
    JsonNode changed =
        admin.patch("/api/v1/alerts/rules/" + rule, Map.of("threshold", 20)).json(200);
    assertThat(changed.path("clear_at").asDouble()).isEqualTo(18);
    assertThat(changed.path("for").asText()).isEqualTo("90s");
    admin.delete("/api/v1/alerts/rules/" + rule);
  }

  @Test
  void refusesRulesThatMakeNoSense() {
    admin
        .post(
            "/api/v1/alerts/rules",
            Map.of(
                "name",
                "x",
                "metric",
                "consumer_lag",
                "comparison",
                "above",
                "threshold",
                5,
                "clear_at",
                6))
        .assertProblem(400, "request.invalid");
    admin
        .post(
            "/api/v1/alerts/rules",
            Map.of("name", "x", "metric", "secrets", "comparison", "above", "threshold", 5))
        .assertProblem(400, "request.wrong_type");
    admin.post("/api/v1/alerts/rules", Map.of("name", " ")).assertProblem(400, "request.invalid");
    Map<String, Object> sound =
        Map.of("name", "x", "metric", "cpu_usage", "comparison", "above", "threshold", 0.5);
    Map<String, Object> senseless =
        Map.of(
            "threshold",
            new BigDecimal("1e400"),
            "clear_at",
            new BigDecimal("-1e400"),
            "name",
            "x\r\n2030-01-01 ERROR of nobody",
            "service",
            "'; drop table rule");
    for (String name : List.of("a\u0085b", "a\u2028b", "a\u202eb", "a\tb", "a\u0000b")) {
      var rule = new HashMap<>(sound);
      rule.put("name", name);
      admin
          .post("/api/v1/alerts/rules", rule)
          .assertProblem(400, "request.invalid")
          .hasErrorAt("/name");
    }
    senseless.forEach(
        (field, value) -> {
          var rule = new HashMap<>(sound);
          rule.put(field, value);
          admin.post("/api/v1/alerts/rules", rule).assertProblem(400, "request.invalid");
        });
    admin
        .with("If-Match", "\"of-another-time\"")
        .patch("/api/v1/alerts/rules/" + CPU, Map.of("threshold", 1))
        .assertProblem(412, "request.precondition_failed");
  }

  /** It would be taken, and never raise an alert. */
  @Test
  void refusesRulesAboutWhatNobodyTells() {
    rule("consumer_lag", "serach-service").hasErrorAt("/service");
    rule("consumer_lag", "gateway").hasErrorAt("/service");
    String sound = rule(Map.of("threshold", 10, "enabled", false));
    admin
        .patch("/api/v1/alerts/rules/" + sound, Map.of("metric", "outbox_age"))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/service");
    admin.delete("/api/v1/alerts/rules/" + sound).assertStatus(204);
  }

  @Test
  void saysWhatIsWrongByTheNamesThatAreSent() {
    Map<String, Object> rule =
        Map.of("name", "x", "metric", "cpu_usage", "comparison", "above", "threshold", "5");
    JsonNode error =
        admin
            .post("/api/v1/alerts/rules", rule)
            .assertProblem(400, "request.wrong_type")
            .hasErrorAt("/threshold")
            .actual()
            .at("/errors/0");
    assertThat(error.path("detail").asText()).endsWith("a number");
    admin
        .patch("/api/v1/alerts/rules/" + CPU, Map.of("for", "soon"))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/for");
    admin
        .get("/api/v1/alerts?sate=firing")
        .assertProblem(400, "request.invalid_parameter")
        .hasErrorAt("sate");
    assertThat(admin.get("/api/v1/alerts?state=firing&limit=5&fields=id").status()).isEqualTo(200);
  }

  @Test
  void isForAdminsOnly() {
    Api alice = Api.atPort(port).as(TestTokens.userToken("alice").value());
    alice.get("/api/v1/alerts").assertProblem(403, "access.denied");
    alice.get("/api/v1/alerts/rules").assertProblem(403, "access.denied");
    alice.delete("/api/v1/alerts/rules/" + CPU).assertProblem(403, "access.denied");
    alice
        .post("/api/v1/alerts/rules", Map.of("no", "rule"))
        .assertProblem(403, "access.denied"); // whatever is wrong with it
  }

  private ProblemAssert rule(String metric, String service) {
    return admin
        .post(
            "/api/v1/alerts/rules",
            Map.of(
                "name",
                "x",
                "metric",
                metric,
                "service",
                service,
                "comparison",
                "above",
                "threshold",
                1))
        .assertProblem(400, "request.invalid");
  }

  private String rule(Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("name", "lag of search");
    body.put("metric", "consumer_lag");
    body.put("service", "search-service");
    body.put("comparison", "above");
    return admin.post("/api/v1/alerts/rules", body).json(201).path("id").asText();
  }

  private void look(String rule, int second, double lag) {
    assertThat(rule).isNotBlank();
    var now = new Observations(START.plusSeconds(second));
    now.put(AlertMetric.CONSUMER_LAG, "search-service", lag);
    watch.look(now);
  }

  /** Looked at each half minute, and at the end. */
  private void watched(int from, int to, double usage) {
    for (int second = from; second < to; second += 30) {
      cpu(second, usage);
    }
    cpu(to, usage);
  }

  private void cpu(int second, double usage) {
    var now = new Observations(START.plusSeconds(second));
    now.put(AlertMetric.CPU_USAGE, "all", usage);
    watch.look(now);
  }

  private JsonNode alerts(String state) {
    return admin.get("/api/v1/alerts?state=" + state).json(200).path("items");
  }

  private static long received(String id) {
    return RECEIVER.requests().stream().filter(request -> request.body().contains(id)).count();
  }
}
