package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.security.ApiToken;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A script listens with a personal API token. */
class ApiTokenIntegrationTests {

  private static final WsClient.Goodbye REVOKED =
      new WsClient.Goodbye(4403, "auth.session_revoked");

  private final TestToken reader = TestTokens.userToken("a script's ada").withScope("read");

  @Test
  void opensAConnectionByHelloAndByHeader() {
    String apiToken = Issuer.apiTokenFor(reader);
    UUID conversation = UUID.randomUUID();
    try (var byHello = WsClient.join(ONE.ws(), apiToken);
        var byHeader = WsClient.connect(TWO.ws(), "Authorization", "Bearer " + apiToken)) {
      byHeader.next("welcome");
      INSTALLATION.addMember(conversation, reader.userId());
      INSTALLATION.post(conversation, 1);

      assertThat(byHello.until(conversation, 1)).isNotEmpty();
      assertThat(byHeader.until(conversation, 1)).isNotEmpty();
    }
  }

  @Test
  @Timeout(15)
  void deletingItEndsItsConnectionsWithinSecondsAndNoOthers() {
    String apiToken = Issuer.apiTokenFor(reader);
    String other = Issuer.apiTokenFor(TestTokens.userToken("a script's ada").withScope("read"));
    Instant later = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
    try (var first = WsClient.join(ONE.ws(), apiToken);
        var second = WsClient.join(TWO.ws(), apiToken);
        var stays = WsClient.join(ONE.ws(), other)) {
      long start = System.nanoTime();
      INSTALLATION.publish(
          "chat.session.revoked.v1", reader.userId(), Bodies.revoked(reader.session(), later));

      assertThat(first.goodbye()).isEqualTo(REVOKED);
      assertThat(second.goodbye()).isEqualTo(REVOKED);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      stays.say("{\"type\":\"ping\"}").next("pong");
      // its access token is still remembered here
      try (var late = WsClient.connect(ONE.ws()).hello(apiToken)) {
        assertThat(late.goodbye()).isEqualTo(REVOKED);
      }
    }
  }

  @Test
  void listeningTakesTheScopeForReading() {
    for (String scope : new String[] {"write", "write admin"}) {
      try (var client = WsClient.connect(ONE.ws()).hello(reader.withScope(scope).value())) {
        assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4403, "auth.scope_missing"));
      }
    }
  }

  @Test
  void oneThatTheIssuerDoesNotKnowOpensNothing() {
    String unknown = ApiToken.random(UUID.randomUUID(), new SecureRandom()).text();
    for (String token : new String[] {unknown, "prl_typo"}) {
      try (var client = WsClient.connect(ONE.ws()).hello(token)) {
        assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_invalid"));
      }
    }
  }

  @Test
  void renewsTheConnectionThatItOpened() {
    TestToken brief = reader.expiringIn(Duration.ofSeconds(5));
    try (var ends = WsClient.join(ONE.ws(), brief.value());
        var stays = WsClient.join(ONE.ws(), brief.value())) {
      stays.say("{\"type\":\"token\",\"token\":\"" + Issuer.apiTokenFor(reader) + "\"}");

      assertThat(ends.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_expired"));
      stays.say("{\"type\":\"ping\"}").next("pong");
    }
  }
}
