package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
    TestToken brief = ada.expiringIn(Duration.ofSeconds(5));
    try (var ends = WsClient.join(ONE.ws(), brief.value());
        var stays = WsClient.join(ONE.ws(), brief.value())) {
      stays.say("{\"type\":\"token\",\"token\":\"" + ada.value() + "\"}");
      assertThat(ends.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_expired"));
      stays.say("{\"type\":\"ping\"}").next("pong");
    }
  }

  /** What is allowed for clocks that differ is six times as long. */
  @Test
  void anExpiredTokenEndsTheConnectionWithinSeconds() {
    URI two = TWO.ws(); // which may have to start
    Instant expires = Instant.now().plusSeconds(5);
    TestToken brief = ada.expiringIn(Duration.ofSeconds(5));
    try (var ends = WsClient.join(two, brief.value())) {
      assertThat(ends.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_expired"));
      assertThat(Instant.now()).isBefore(expires.plusSeconds(20));
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

  /** Whose renewal is left out keeps the token that it has. */
  @Test
  void renewingAgainAndAgainIsAMistake() {
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      for (int i = 0; i < 10; i++) {
        client.say("{\"type\":\"token\",\"token\":\"" + ada.value() + "\"}");
      }
      assertThat(client.next("error").path("code").asText()).isEqualTo("rate_limit.tokens");
    }
  }

  /** They would all come at once. */
  @Test
  void aStoppingInstanceDoesNotCallEverybodyBackAtTheSameMoment() {
    RealtimeInstance stopping = RealtimeInstance.start(INSTALLATION);
    List<WsClient> clients =
        Stream.generate(() -> WsClient.join(stopping.ws(), ada.value())).limit(20).toList();
    stopping.close();
    assertThat(retries(clients))
        .allSatisfy(wait -> assertThat(wait).isBetween(0, 1_000))
        .satisfies(waits -> assertThat(Set.copyOf(waits)).hasSizeGreaterThan(10));
  }

  /** Else they would stand in line where they come to, and some be sent away. */
  @Test
  void aStoppingInstanceCallsThemBackAsSlowlyAsTheyAreLetIn() {
    RealtimeInstance stopping = RealtimeInstance.start(INSTALLATION, "SOCKET_JOINS_PER_SECOND=1");
    List<WsClient> clients =
        Stream.generate(() -> WsClient.connect(stopping.ws())).limit(30).toList();
    stopping.close();
    assertThat(retries(clients))
        .allSatisfy(wait -> assertThat(wait).isBetween(0, 30_000))
        .anySatisfy(wait -> assertThat(wait).isGreaterThan(15_000))
        .anySatisfy(wait -> assertThat(wait).isLessThan(15_000));
  }

  private static List<Integer> retries(List<WsClient> clients) {
    return clients.stream()
        .map(client -> client.goodbye().json().path("retry_ms").asInt())
        .toList();
  }

  @Test
  void aStoppingInstanceSaysWhenToComeBack() throws Exception {
    RealtimeInstance stopping = RealtimeInstance.start(INSTALLATION);
    try (var client = WsClient.join(stopping.ws(), ada.value())) {
      Thread stop = Thread.ofVirtual().start(stopping::close);
      WsClient.Goodbye goodbye = client.goodbye();
      assertThat(goodbye.code()).isEqualTo(1001);
      assertThat(goodbye.json().path("retry_ms").isInt()).isTrue();
      assertThat(stop.join(Duration.ofSeconds(60))).isTrue();
    }
  }
}
