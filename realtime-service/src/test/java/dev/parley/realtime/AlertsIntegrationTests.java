package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with the installation is heard live, by those who may mend it. */
class AlertsIntegrationTests {

  private final TestToken admin = TestTokens.adminToken();

  /** They tell only what comes after they have begun to read. */
  @BeforeEach
  void bothInstancesRead() {
    for (RealtimeInstance instance : new RealtimeInstance[] {ONE, TWO}) {
      try (var client = WsClient.join(instance.ws(), admin.value())) {
        Patience.await()
            .until(
                () -> {
                  raise(UUID.randomUUID());
                  return client.passed().stream()
                      .anyMatch(frame -> frame.path("type").asText().equals("alert"));
                });
      }
    }
  }

  @Test
  void adminsOfAllInstancesHearOfThem() {
    UUID alert = UUID.randomUUID();
    try (var one = WsClient.join(ONE.ws(), admin.value());
        var two = WsClient.join(TWO.ws(), admin.value())) {
      raise(alert);
      for (WsClient each : new WsClient[] {one, two}) {
        JsonNode heard = alertOf(each, alert);
        assertThat(heard.path("event").asText()).isEqualTo("alert.raised");
        assertThat(heard.at("/data/severity").asText()).isEqualTo("critical");
        assertThat(heard.has("cursor")).isFalse();
      }

      clear(alert);
      assertThat(alertOf(one, alert).path("event").asText()).isEqualTo("alert.cleared");
    }
  }

  @Test
  void nobodyElseDoesNorAScriptThatHasNotAskedForTheRightsOfAnAdmin() {
    UUID alert = UUID.randomUUID();
    String script = admin.withScope("read").value();
    String adminScript = admin.withScope("read admin").value();
    try (var hears = WsClient.join(ONE.ws(), adminScript);
        var user = WsClient.join(ONE.ws(), TestTokens.userToken("ada").value());
        var reader = WsClient.join(ONE.ws(), script)) {
      raise(alert);
      alertOf(hears, alert);
      // when the next one is told, all have been told of the first
      clear(alert);
      alertOf(hears, alert);

      for (WsClient each : new WsClient[] {user, reader}) {
        each.say("{\"type\":\"ping\"}").next("pong");
        assertThat(each.passed()).noneMatch(frame -> frame.path("type").asText().equals("alert"));
      }
    }
  }

  private static JsonNode alertOf(WsClient client, UUID alert) {
    JsonNode heard = client.nextPassing("alert");
    while (!heard.at("/data/alert_id").asText().equals(alert.toString())) {
      heard = client.nextPassing("alert");
    }
    return heard;
  }

  private static void raise(UUID alert) {
    INSTALLATION.publish("ops.alert.raised.v1", UUID.randomUUID(), Bodies.alert(alert));
  }

  private static void clear(UUID alert) {
    INSTALLATION.publish("ops.alert.cleared.v1", UUID.randomUUID(), Bodies.cleared(alert));
  }
}
