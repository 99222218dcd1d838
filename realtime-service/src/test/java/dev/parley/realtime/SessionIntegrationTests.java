package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection lasts no longer than what opened it. */
class SessionIntegrationTests {

  private final Instant later =
      Instant.now().plusSeconds(600).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

  private final TestToken ada = TestTokens.userToken("ada of sessions");

  @Test
  @Timeout(15)
  void aRevokedSessionIsClosedEverywhereWithinSecondsAndNoOtherOne() {
    TestToken other = TestTokens.userToken("ada of sessions");
    try (var first = WsClient.join(ONE.ws(), ada.value());
        var second = WsClient.join(TWO.ws(), ada.value());
        var stays = WsClient.join(ONE.ws(), other.value())) {
      long start = System.nanoTime();
      INSTALLATION.publish(
          "chat.session.revoked.v1", ada.userId(), Bodies.revoked(ada.session(), later));
      var gone = new WsClient.Goodbye(4403, "auth.session_revoked");
      assertThat(first.goodbye()).isEqualTo(gone);
      assertThat(second.goodbye()).isEqualTo(gone);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      stays.say("{\"type\":\"ping\"}").next("pong");
      try (var late = WsClient.connect(TWO.ws()).hello(ada.value())) {
        assertThat(late.goodbye()).isEqualTo(gone);
      }
    }
  }

  @Test
  void anExpiredTokenEndsTheConnectionAndARenewedOneKeepsIt() {
    TestToken brief = ada.expiringIn(Duration.ofSeconds(2));
    try (var ends = WsClient.join(ONE.ws(), brief.value());
        var stays = WsClient.join(ONE.ws(), brief.value())) {
      stays.say("{\"type\":\"token\",\"token\":\"" + ada.value() + "\"}");
      assertThat(ends.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_expired"));
      stays.say("{\"type\":\"ping\"}").next("pong");
    }
  }

  @Test
  void someoneElsesTokenDoesNotRenew() {
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      client.say(
          "{\"type\":\"token\",\"token\":\"" + TestTokens.userToken("mallory").value() + "\"}");
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_invalid"));
    }
  }

  @Test
  void aStoppingInstanceSaysWhenToComeBack() throws Exception {
    RealtimeInstance stopping = RealtimeInstance.start(INSTALLATION);
    try (var client = WsClient.join(stopping.ws(), ada.value())) {
      Thread stop = Thread.ofVirtual().start(stopping::close);
      WsClient.Goodbye goodbye = client.goodbye();
      assertThat(goodbye.code()).isEqualTo(1001);
      assertThat(goodbye.json().path("retry_ms").isInt()).isTrue();
      assertThat(stop.join(Duration.ofSeconds(15))).isTrue();
    }
  }
}
