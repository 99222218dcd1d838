package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.TWO;
import static dev.parley.realtime.Stranger.CLOSE;
import static dev.parley.realtime.Stranger.GOES_ON;
import static dev.parley.realtime.Stranger.LAST;
import static dev.parley.realtime.Stranger.PING;
import static dev.parley.realtime.Stranger.TEXT;
import static dev.parley.realtime.Stranger.TEXT_FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.telemetry.Telemetry;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no honest client sends. Each ends its own connection, with the code that says why. */
class BadInputIntegrationTests {

  private static final TestToken EVE = TestTokens.userToken("eve of bad input");
  private static final WsClient.Goodbye TOO_LARGE = new WsClient.Goodbye(4413, "frame.too_large");
  private static final WsClient.Goodbye TOO_FAST = new WsClient.Goodbye(4429, "rate_limit.frames");
  private static final String MASK = "00000000";
  private static final String HANDSHAKE =
      """
      GET /ws HTTP/1.1\r
      Host: localhost\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a reserved bit, C180" + MASK,
        "not masked, 810141",
        "a data opcode of nobody, 8380" + MASK,
        "a control opcode of nobody, 8B80" + MASK,
        "a ping in fragments, 0980" + MASK,
        "a ping of 126 bytes, 89FE007E" + MASK,
        "a length longer written than it must be, 81FE0001" + MASK + "41",
        "a negative length, 81FFFFFFFFFFFFFFFFFF" + MASK,
        "more of what was never begun, 8080" + MASK,
        "a text within a text, 0181" + MASK + "41" + "8181" + MASK + "41",
        "half a close code, 8881" + MASK + "03",
        "a close code that is never sent, 8882" + MASK + "03ED",
      })
  void brokenFramesAre1002(String what, String bytes) throws IOException {
    try (var stranger = Stranger.known(TWO, EVE)) {
      stranger.writes(HexFormat.of().parseHex(bytes));
      assertThat(stranger.goodbye())
          .as(what)
          .isEqualTo(new WsClient.Goodbye(1002, "frame.protocol"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a byte that UTF-8 has not, 8182" + MASK + "41FF",
    "half a letter, 8181" + MASK + "C3",
    "a letter written too long, 8182" + MASK + "C0AF",
    "half of a pair, 8183" + MASK + "EDA080",
    "at once in the first fragment, 0181" + MASK + "FF",
    "in the second fragment, 0181" + MASK + "C3" + "8081" + MASK + "41",
    "in the reason of a good-bye, 8884" + MASK + "03E8C328",
  })
  void textThatIsNoneIs1007(String what, String bytes) throws IOException {
    try (var stranger = Stranger.known(TWO, EVE)) {
      stranger.writes(HexFormat.of().parseHex(bytes));
      assertThat(stranger.goodbye())
          .as(what)
          .isEqualTo(new WsClient.Goodbye(1007, "frame.invalid_utf8"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "81FF0000000000010001" + MASK,
        "81FF7FFFFFFFFFFFFFFF" + MASK,
        "82FF00000000FFFFFFFF" + MASK
      })
  void aFrameThatOnlyPromisesToBeTooLargeIs4413(String head) throws IOException {
    try (var stranger = Stranger.known(TWO, EVE)) {
      stranger.writes(HexFormat.of().parseHex(head));
      assertThat(stranger.goodbye()).isEqualTo(TOO_LARGE);
    }
  }

  @Test
  void fragmentsThatAreTooLargeTogetherAre4413() throws IOException {
    byte[] half = new byte[33 * 1024];
    Arrays.fill(half, (byte) ' ');
    try (var stranger = Stranger.known(TWO, EVE)) {
      stranger.says(TEXT_FIRST, half).says(PING, "").says(GOES_ON, half).says(LAST, half);
      assertThat(stranger.goodbye()).isEqualTo(TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, TEXT, GOES_ON})
  void aFloodIs4429WhateverItIsMadeOf(int first) throws IOException {
    try (var stranger = Stranger.known(TWO, EVE)) {
      if (first == GOES_ON) {
        stranger.says(TEXT_FIRST, "");
      }
      for (int i = 0; i < 400; i++) {
        stranger.says(first, first == TEXT ? "{\"type\":\"ping\"}" : "");
      }
      assertThat(stranger.goodbye()).isEqualTo(TOO_FAST);
    }
  }

  @Test
  void aGoodbyeIsAnsweredAsItWasSaid() throws IOException {
    try (var stranger = Stranger.known(TWO, EVE)) {
      stranger.says(CLOSE, "");
      assertThat(stranger.goodbye()).isEqualTo(new WsClient.Goodbye(1005, ""));
    }
    try (var stranger = Stranger.known(TWO, EVE)) {
      stranger.says(CLOSE, new byte[] {0x0F, (byte) 0xA0});
      assertThat(stranger.goodbye()).isEqualTo(new WsClient.Goodbye(4000, ""));
    }
  }

  /** Nobody would be there to give it back. */
  @Test
  void whatComesBehindARefusedRequestTakesNoPlace() throws IOException {
    double before = TWO.metric(Telemetry.WEBSOCKET_CONNECTIONS);
    try (var stranger = new Stranger(TWO, "Sec-WebSocket-Version: 8\r\n\r\n" + HANDSHAKE)) {
      assertThat(stranger.answer()).startsWith("HTTP/1.1 426");
    }
    Patience.await().until(() -> TWO.metric(Telemetry.WEBSOCKET_CONNECTIONS) <= before);
  }

  @Test
  void othersDoNotNotice() throws IOException {
    UUID room = UUID.randomUUID();
    TestToken ada = TestTokens.userToken("ada beside bad input");
    INSTALLATION.addMember(room, ada.userId());
    try (var client = WsClient.join(TWO.ws(), ada.value())) {
      for (int seq = 1; seq <= 50; seq++) {
        brokenFramesAre1002("a reserved bit", "C180" + MASK);
        textThatIsNoneIs1007("a byte that UTF-8 has not", "8181" + MASK + "FF");
        INSTALLATION.post(room, seq);
        client.until(room, seq);
      }
    }
  }
}
