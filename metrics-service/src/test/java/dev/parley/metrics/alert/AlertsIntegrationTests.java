package dev.parley.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** What becomes of an alert, and who hears of it. */
class AlertsIntegrationTests extends AlertTest {

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
