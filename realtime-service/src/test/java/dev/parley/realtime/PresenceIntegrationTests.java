package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.EventStreamClient;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is there, from one instance to the other. */
class PresenceIntegrationTests {

  private final UUID conversation = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + conversation);
  private final TestToken bob = TestTokens.userToken("bob-" + conversation);
  private final TestToken eve = TestTokens.userToken("eve-" + conversation);

  /** What was published before is known to both instances. */
  @BeforeEach
  void theyKnowEachOther() {
    INSTALLATION.addMember(conversation, ada.userId());
    INSTALLATION.addMember(conversation, bob.userId());
    try (var first = WsClient.join(ONE.ws(), ada.value());
        var second = WsClient.join(TWO.ws(), ada.value())) {
      INSTALLATION.post(conversation, 1);
      first.until(conversation, 1);
      second.until(conversation, 1);
    }
  }

  @Test
  void whoComesAndGoesIsToldOnBothInstances() {
    try (var near = WsClient.join(ONE.ws(), ada.value());
        var far = WsClient.join(TWO.ws(), ada.value())) {
      try (var comes = WsClient.join(ONE.ws(), bob.value())) {
        Onlooker.sees(near, bob.userId(), "online");
        Onlooker.sees(far, bob.userId(), "online");
        Onlooker.sees(comes, ada.userId(), "online");
      }
      Onlooker.sees(near, bob.userId(), "offline");
      String lastSeen = Onlooker.sees(far, bob.userId(), "offline").path("last_seen").asText();
      assertThat(Instant.parse(lastSeen)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }
  }

  @Test
  void oneConnectionInUseIsEnoughAndAllMustBeAway() {
    try (var onlooker = WsClient.join(TWO.ws(), ada.value());
        var desk = WsClient.join(ONE.ws(), bob.value());
        var phone = WsClient.join(TWO.ws(), bob.value())) {
      Onlooker.sees(onlooker, bob.userId(), "online");
      desk.say("{\"type\":\"presence\",\"status\":\"away\"}");
      desk.say("{\"type\":\"ping\"}").next("pong");
      phone.say("{\"type\":\"presence\",\"status\":\"away\"}");
      Onlooker.sees(onlooker, bob.userId(), "away");
      desk.say("{\"type\":\"presence\",\"status\":\"online\"}");
      Onlooker.sees(onlooker, bob.userId(), "online");
    }
  }

  @Test
  void whoComesBackAtOnceWasNeverGone() {
    try (var onlooker = WsClient.join(TWO.ws(), ada.value())) {
      try (var first = WsClient.join(ONE.ws(), bob.value())) {
        Onlooker.sees(onlooker, bob.userId(), "online");
        first.say("{\"type\":\"ping\"}").next("pong");
      }
      try (var second = WsClient.join(ONE.ws(), bob.value())) {
        second.say("{\"type\":\"presence\",\"status\":\"away\"}");
        assertThat(Onlooker.heardUntil(onlooker, bob.userId(), "away"))
            .doesNotContain("offline")
            .endsWith("away");
      }
    }
  }

  @Test
  void eventStreamsCount() {
    try (var onlooker = WsClient.join(TWO.ws(), ada.value());
        var _ = EventStreamClient.open(ONE.events(), "Authorization", bob.bearer())) {
      Onlooker.sees(onlooker, bob.userId(), "online");
    }
  }

  @Test
  void strangersAreNotShown() {
    try (var stranger = WsClient.join(ONE.ws(), eve.value());
        var removed = WsClient.join(ONE.ws(), ada.value());
        var stays = WsClient.join(ONE.ws(), bob.value())) {
      Onlooker.sees(stays, ada.userId(), "online");
      INSTALLATION.removeMember(conversation, ada.userId());
      removed.nextEvent("member.removed");
      var _ = removed.passed();
      stays.say("{\"type\":\"presence\",\"status\":\"away\"}");
      Onlooker.sees(stays, bob.userId(), "away");
      for (WsClient client : new WsClient[] {stranger, removed}) {
        client.say("{\"type\":\"ping\"}").next("pong");
        assertThat(client.passed()).noneMatch(f -> Onlooker.isAbout(f, bob.userId()));
      }
    }
  }
}
