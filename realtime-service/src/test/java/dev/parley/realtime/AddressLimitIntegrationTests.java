package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One address gets only so many sockets, and nobody else has fewer for it. */
class AddressLimitIntegrationTests {

  @Test
  void thousandsFromOneAddressAreRefusedAndOthersAreHeard() throws IOException {
    UUID room = UUID.randomUUID();
    TestToken ada = TestTokens.userToken("ada beside a crowd");
    INSTALLATION.addMember(room, ada.userId());
    List<Stranger> crowd = new ArrayList<>();
    try (var instance =
            RealtimeInstance.start(
                INSTALLATION, "parley.realtime.hello-within=5m", "parley.realtime.heartbeat=5m");
        var client = WsClient.join(instance.ws(), ada.value())) {
      for (int i = 0; i < 2_000; i++) {
        crowd.add(new Stranger(instance, "X-Real-IP: 203.0.113.9"));
        if (i % 200 == 0) {
          INSTALLATION.post(room, i + 1);
          client.until(room, i + 1);
        }
      }
      assertThat(crowd.stream().filter(Stranger::isIn)).hasSize(1_000);
      Stranger refused = crowd.getLast();
      assertThat(refused.answer()).containsIgnoringCase("\r\nretry-after: 30\r\n");
      assertProblem(refused.answer().substring(refused.answer().indexOf("\r\n\r\n") + 4))
          .hasStatus(429)
          .hasCode("realtime.too_many_from_address");
      try (var neighbour = new Stranger(instance, "X-Real-IP: 203.0.113.10")) {
        assertThat(neighbour.isIn()).isTrue();
      }
    } finally {
      for (Stranger stranger : crowd) {
        stranger.close();
      }
    }
  }

  @Test
  void whoLeavesMakesRoomAndAnIpv6NetworkIsOneAddress() throws IOException {
    try (var instance =
        RealtimeInstance.start(
            INSTALLATION, "MAX_SOCKETS_PER_ADDRESS=1", "parley.realtime.hello-within=5m")) {
      try (var first = new Stranger(instance, "X-Real-IP: 2001:db8:1:2::1");
          var second = new Stranger(instance, "X-Real-IP: 2001:db8:1:2:ffff::9");
          var elsewhere = new Stranger(instance, "X-Real-IP: 2001:db8:1:3::1")) {
        assertThat(List.of(first.isIn(), second.isIn(), elsewhere.isIn()))
            .containsExactly(true, false, true);
      }
      Patience.await()
          .until(
              () -> {
                try (var again = new Stranger(instance, "X-Real-IP: 2001:db8:1:2::1")) {
                  return again.isIn();
                }
              });
    }
  }

  @Test
  void whoIsNoGatewayCannotNameAnAddress() throws IOException {
    try (var instance =
            RealtimeInstance.start(
                INSTALLATION,
                "MAX_SOCKETS_PER_ADDRESS=1",
                "parley.realtime.gateways=192\\.0\\.2\\.1",
                "parley.realtime.hello-within=5m");
        var first = new Stranger(instance, "X-Real-IP: 203.0.113.1");
        var second = new Stranger(instance, "X-Real-IP: 203.0.113.2")) {
      assertThat(first.isIn()).isTrue();
      assertThat(second.answer()).startsWith("HTTP/1.1 429");
    }
  }

  @Test
  void manyWhoComeAtOnceJoinOneAfterTheOtherAndTheRestComeBack() throws IOException {
    TestToken ada = TestTokens.userToken("ada in a storm");
    List<Stranger> storm = new ArrayList<>();
    try (var instance =
        RealtimeInstance.start(
            INSTALLATION, "SOCKET_JOINS_PER_SECOND=1", "parley.realtime.join-wait=1s")) {
      for (int i = 0; i < 20; i++) {
        storm.add(new Stranger(instance, "Authorization: " + ada.bearer()));
      }
      List<Stranger> refused = storm.stream().filter(stranger -> !stranger.isIn()).toList();
      assertThat(refused).isNotEmpty().hasSizeLessThan(20);
      String answer = refused.getFirst().answer();
      assertThat(answer).containsIgnoringCase("\r\nretry-after: ");
      assertProblem(answer.substring(answer.indexOf("\r\n\r\n") + 4))
          .hasStatus(503)
          .hasCode("realtime.busy");
      Patience.await()
          .ignoreExceptions()
          .untilAsserted(() -> WsClient.join(instance.ws(), ada.value()).close());
    } finally {
      for (Stranger stranger : storm) {
        stranger.close();
      }
    }
  }

  @Test
  void onlyVersion13IsSpoken() throws IOException {
    for (String version : List.of("8", "0", "")) {
      try (var old = new Stranger(Running.TWO, "Sec-WebSocket-Version: " + version)) {
        assertProblem(old.answer().substring(old.answer().indexOf("\r\n\r\n") + 4))
            .hasStatus(426)
            .hasCode("ws.version");
        assertThat(old.answer()).containsIgnoringCase("\r\nsec-websocket-version: 13\r\n");
      }
    }
  }
}
