package dev.parley.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Api;
import dev.parley.testing.ProblemAssert;
import dev.parley.testing.TestTokens;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;

/** What a rule may be, and who may change it. */
class RulesIntegrationTests extends AlertTest {

  private static final String CPU = "01930000-0000-7000-8000-000000000004";

  @Test
  void hasFiveRulesFromTheStart() {
    assertThat(admin.get("/api/v1/alerts/rules").json(200).path("items"))
        .extracting(rule -> rule.path("metric").asText())
        .contains("response_time", "error_rate", "memory_usage", "cpu_usage", "cache_hit_ratio");
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

  /** A tenth back from one instance there is none, and an alert would never end. */
  @ParameterizedTest
  @CsvSource({
    "instances_up, below, 1, 1",
    "instances_down, above, 1, 1",
    "cache_hit_ratio, below, 0.95, 1",
    "error_rate, above, 0, 0",
    "consumer_lag, above, 100, 90"
  })
  void endsWhereItCanEnd(String metric, String comparison, double threshold, double end) {
    var rule = new HashMap<String, Object>(Map.of("name", "x", "metric", metric));
    rule.putAll(Map.of("comparison", comparison, "threshold", threshold));
    JsonNode made = admin.post("/api/v1/alerts/rules", rule).json(201);
    assertThat(made.path("clear_at").asDouble()).isEqualTo(end);
    admin.delete("/api/v1/alerts/rules/" + made.path("id").asText()).assertStatus(204);
  }

  @Test
  void aShareIsNoPercentage() {
    for (String field : List.of("threshold", "clear_at")) {
      var rule = new HashMap<String, Object>(Map.of("name", "x", "metric", "cpu_usage"));
      rule.putAll(Map.of("comparison", "above", "threshold", 0.8, "clear_at", 0.7));
      rule.put(field, field.equals("threshold") ? 80 : -1);
      admin
          .post("/api/v1/alerts/rules", rule)
          .assertProblem(400, "request.invalid")
          .hasErrorAt("/" + field);
    }
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
}
