package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

/** Requests for a socket that are none, and what they must not lead to. */
@GatewayTest
class HandshakeIntegrationTests {

  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final String VERSION = "Sec-WebSocket-Version: 13";
  private static final String UPGRADE = "Upgrade: websocket";
  private static final String CONNECTION = "Connection: keep-alive, Upgrade";

  @LocalServerPort private int port;
  @Autowired private Environment environment;

  @ParameterizedTest
  @CsvSource({
    "GET /api/v1/conversations, Sec-WebSocket-Version: 13",
    "POST /api/v1/auth/login, Sec-WebSocket-Version: 13",
    "GET /.well-known/jwks.json, Sec-WebSocket-Version: 13",
    "POST /ws, Sec-WebSocket-Version: 13",
    "GET /ws, Sec-WebSocket-Version: 8",
    "GET /ws, Sec-WebSocket-Protocol: foo",
  })
  void areMadeAtOnePlaceAndByTheBook(String begin, String header) throws IOException {
    String version = header.contains("Version") ? header : VERSION + "\r\n" + header;

    assertThat(RawHttp.status(port, begin + " HTTP/1.1", UPGRADE, CONNECTION, KEY, version))
        .isEqualTo(400);
  }

  /** Whether or not it is a request for a socket otherwise, and before anybody asks who it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ws?token=abc",
        "/ws?a=b&access_token=abc",
        "/ws?a=b&Access%5Ftoken=abc",
        "/api/v1/events?access_token=abc",
        "/api/v1/events?watch=x&Access%5FToken=abc"
      })
  void carryNoTokenInTheUrl(String path) {
    Api.atPort(port)
        .get(path)
        .assertProblem(400, "auth.token_in_url")
        .hasDetailContaining("header Authorization");
    assertThat(Api.atPort(port).get(path).body()).doesNotContain("abc");
  }

  @Test
  void needAKeyAndAConnectionThatIsUpgraded() throws IOException {
    String get = "GET /ws HTTP/1.1";

    assertThat(RawHttp.status(port, get, UPGRADE, CONNECTION, VERSION)).isEqualTo(400);
    assertThat(RawHttp.status(port, get, UPGRADE, KEY, VERSION)).isEqualTo(400);
    assertThat(RawHttp.status(port, get)).isEqualTo(426);
    assertThat(RawHttp.status(port, "GET /ws HTTP/1.0", UPGRADE, CONNECTION, KEY, VERSION))
        .isEqualTo(426);
  }

  /** Anybody may send these: they must not look like failures of a service. */
  @Test
  void shutNoServiceForOthersHoweverManyComeByMistake() throws IOException {
    for (int i = 0; i < 60; i++) {
      RawHttp.status(port, "POST /api/v1/auth/login HTTP/1.1", UPGRADE, CONNECTION, KEY, VERSION);
    }

    Api.atPort(port).as(TestTokens.userToken("ada").value()).get("/api/v1/me").assertStatus(200);
  }

  /** After an outage, say; what others ask for is not to wait for them. */
  @Test
  void tooManyAtOnceComeBackLater() throws IOException {
    try (var gateway =
        AnotherGateway.like(
            environment,
            "SOCKET_JOINS_PER_SECOND=1",
            "parley.gateway.sockets.handshake-wait=100ms")) {
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String lines =
            String.join(
                "\r\n",
                "GET /ws HTTP/1.1",
                UPGRADE,
                "Connection: close, Upgrade",
                KEY,
                VERSION,
                "Host: p\r\n\r\n");
        answers.add(RawHttp.answers(gateway.port(), lines));
      }

      assertThat(answers.getFirst()).doesNotContain("socket.busy");
      assertThat(answers)
          .filteredOn(answer -> answer.contains("\"socket.busy\""))
          .isNotEmpty()
          .allSatisfy(
              answer ->
                  assertThat(answer)
                      .startsWith("HTTP/1.1 503")
                      .containsIgnoringCase("\r\nretry-after: "));
    }
  }
}
