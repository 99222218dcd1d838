package dev.parley.realtime;

import static dev.parley.realtime.Running.ONE;
import static dev.parley.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.ApiContract;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what is said to who does not. */
class HandshakeIntegrationTests {

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void hostileTokensCloseTheConnection(String token) {
    try (var client = WsClient.connect(ONE.ws())) {
      client.hello(token);
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_invalid"));
    }
    try (var client = WsClient.connect(ONE.ws(), "Authorization", "Bearer " + token)) {
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_invalid"));
    }
  }

  @Test
  void aServicesOwnTokenIsNobodyWhoListens() {
    try (var client = WsClient.connect(ONE.ws())) {
      client.hello(TestTokens.serviceToken("metrics-service").value());
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.token_invalid"));
    }
  }

  @Test
  void aHelloWithoutATokenAndAnotherSchemeAreNotEnough() {
    try (var client = WsClient.connect(ONE.ws())) {
      client.say("{\"type\":\"hello\"}");
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.required"));
    }
    try (var client = WsClient.connect(ONE.ws(), "Authorization", "Basic YTpi")) {
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4401, "auth.required"));
    }
  }

  @Test
  void whoNeverSaysHelloIsSentAway() {
    try (var client = WsClient.connect(ONE.ws())) {
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4408, "hello.timeout"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "https://chat.example.org.evil.example",
        "https://chat.example.org:8443",
        "https://chat.example.org@evil.example",
        "file://"
      })
  void foreignOriginsAreRefused(String origin) throws IOException {
    String answer = raw("/ws", "Origin: " + origin + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 403");
    assertProblem(body(answer)).hasStatus(403).hasCode("ws.origin").hasTraceId();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://chat.example.org\r\n",
        "Origin: https://chat.example.org\r\nX-Forwarded-Host: chat.example.org\r\n",
        "Origin: https://front.example\r\nX-Forwarded-Host: front.example\r\n",
        ""
      })
  void theOwnOriginIsWelcome(String headers) throws IOException {
    assertThat(raw("/ws", headers)).startsWith("HTTP/1.1 101");
  }

  @Test
  void listedOriginsAreWelcome() throws IOException {
    try (var instance =
        RealtimeInstance.start(
            Running.INSTALLATION,
            "PARLEY_ALLOWED_ORIGINS=https://one.example,https://two.example/")) {
      assertThat(raw(instance, "/ws", "Origin: https://two.example\r\n"))
          .startsWith("HTTP/1.1 101");
      assertThat(raw(instance, "/ws", "Origin: https://three.example\r\n"))
          .startsWith("HTTP/1.1 403");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws?token=abc", "/ws?a=b&access_token=x", "/ws?Access%5FToken=x"})
  void aTokenInTheUrlIsRefused(String uri) throws IOException {
    String answer = raw(uri, "");
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertProblem(body(answer))
        .hasCode("auth.token_in_url")
        .hasDetailContaining("Send it as Authorization or in the hello frame.");
  }

  @Test
  void anotherSubprotocolIsRefusedAndOursIsNamed() throws IOException {
    String other = raw("/ws", "Sec-WebSocket-Protocol: chat.v9\r\n");
    assertProblem(body(other)).hasStatus(400).hasCode("ws.protocol");
    assertThat(raw("/ws", "Sec-WebSocket-Protocol: x, parley.v1\r\n"))
        .containsIgnoringCase("sec-websocket-protocol: parley.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "a%2", ""})
  void whatToWatchThatCannotBeReadIsRefused(String watch) throws IOException {
    String answer = raw("/api/v1/events?watch=" + watch, "");
    assertProblem(body(answer)).hasStatus(400).hasCode("request.invalid_parameter");
  }

  @Test
  void plainHttpIsToldToUpgradeAndOtherPathsAreNotTouched() {
    assertProblem(ONE.get("/ws")).hasStatus(426).hasCode("ws.upgrade_required");
    assertThat(ONE.get("/livez").statusCode()).isEqualTo(200);
    assertThat(ONE.get("/readyz").statusCode()).isEqualTo(200);
    assertProblem(ONE.get("/actuator/prometheus")).hasStatus(401).hasCode("auth.required");
    assertProblem(ONE.get("/wsx", "Authorization", TestTokens.userToken("ada").bearer()))
        .hasStatus(403);
    String ops = TestTokens.serviceToken("metrics-service").bearer();
    assertThat(ONE.get("/actuator/prometheus", "Authorization", ops).body())
        .contains("websocket_connections_active", "realtime_stream_lag");
    assertProblem(ONE.get("/nothing", "Authorization", ops)).hasStatus(404);
  }

  @Test
  void whatTheGatewayAsksForIsOpenToIt() throws IOException {
    Patience.await()
        .untilAsserted(
            () ->
                assertThat(ONE.get("/internal/health").body())
                    .contains("\"status\":\"ok\"", "\"database\":\"ok\"", "\"kafka\":\"ok\""));
    var description = new ObjectMapper().readTree(ONE.get("/internal/openapi").body());
    ApiContract.of(description).assertSound();
    assertThat(description.required("paths").fieldNames())
        .toIterable()
        .containsExactly("/ws", "/api/v1/events");
  }

  private static String raw(String uri, String headers) throws IOException {
    return raw(ONE, uri, headers);
  }

  /** Browsers' own headers, which Java's client does not let one set. */
  private static String raw(RealtimeInstance instance, String uri, String headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), instance.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              """
              GET %s HTTP/1.1\r
              Host: chat.example.org\r
              Connection: Upgrade\r
              Upgrade: websocket\r
              Sec-WebSocket-Version: 13\r
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
              %s\r
              """
                  .formatted(uri, headers)
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder answer = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        answer.append((char) c);
        if (answer.indexOf("HTTP/1.1 101") == 0 && answer.indexOf("\r\n\r\n") > 0) {
          break;
        }
      }
      return answer.toString();
    }
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }
}
