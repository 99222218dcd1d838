package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client may say, how much of it and how often. */
class FramesIntegrationTests {

  private static final TestToken ADA = TestTokens.userToken("ada of frames");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "frame.invalid|no json",
        "frame.invalid|[]",
        "frame.invalid|null",
        "frame.invalid|{\"type\":\"watch\",\"conversation_ids\":7}",
        "frame.invalid|{\"type\":\"watch\",\"conversation_ids\":[\"no uuid\"]}",
        "frame.invalid|{\"type\":\"ping\",\"surprise\":1}",
        "frame.unknown_type|{}",
        "frame.unknown_type|{\"type\":\"reboot\"}",
        "frame.unknown_type|{\"type\":\"java.lang.Object\"}",
        "watch.invalid|{\"type\":\"watch\"}",
        "watch.invalid|{\"type\":\"watch\",\"conversation_ids\":[null]}",
        "hello.repeated|{\"type\":\"hello\",\"token\":\"x\"}",
      })
  void whatIsNotUnderstoodIsAnsweredAndHarmsNothing(String code, String frame) {
    try (var client = WsClient.join(ONE.ws(), ADA.value())) {
      assertThat(client.say(frame).next("error").path("code").asText()).isEqualTo(code);
      client.say("{\"type\":\"ping\"}").next("pong");
    }
  }

  @Test
  void nothingButHelloCountsBeforeHello() {
    try (var client = WsClient.connect(ONE.ws())) {
      client.say("{\"type\":\"watch\",\"conversation_ids\":[]}");
      assertThat(client.next("error").path("code").asText()).isEqualTo("hello.missing");
      client.say("{\"type\":\"token\",\"token\":\"x\"}");
      assertThat(client.next("error").path("code").asText()).isEqualTo("hello.missing");
      assertThat(client.hello(ADA.value()).next("welcome").path("heartbeat_ms").asInt())
          .isEqualTo(25_000);
    }
  }

  @Test
  void jsonBombsAndBinaryAreAnsweredAndTooManyMistakesEndIt() {
    try (var client = WsClient.join(ONE.ws(), ADA.value())) {
      client.say("[".repeat(30_000)).next("error");
      client.say("{\"type\":\"hello\",\"cursor\":" + "{\"a\":".repeat(9_000)).next("error");
      client.say("{\"type\":\"hello\",\"cursor\":" + "9".repeat(50_000) + "}").next("error");
      assertThat(client.sayBytes(new byte[10]).next("error").path("code").asText())
          .isEqualTo("frame.binary");
      for (int i = 0; i < 7; i++) {
        client.say("?").next("error");
      }
      assertThat(client.goodbye().code()).isEqualTo(1008);
    }
  }

  @Test
  void aFrameThatIsTooLargeEndsTheConnection() {
    try (var client = WsClient.join(ONE.ws(), ADA.value())) {
      client.say(" ".repeat(64 * 1024 - 15) + "{\"type\":\"ping\"}").next("pong");
      client.say(" ".repeat(64 * 1024) + "{\"type\":\"ping\"}");
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4413, "frame.too_large"));
    }
  }

  /** Each answer names all of one's conversations: that is not for the asking again and again. */
  @Test
  void aCursorIsAskedAboutOnce() {
    try (var client = WsClient.connect(ONE.ws(), "Authorization", ADA.bearer())) {
      client.next("welcome");
      client.say("{\"type\":\"hello\",\"cursor\":\"AAAA\"}").next("resumed");
      client.next("gap");
      client.say("{\"type\":\"hello\",\"cursor\":\"AAAA\"}");
      assertThat(client.next("error").path("code").asText()).isEqualTo("hello.repeated");
    }
  }

  @Test
  void whoTalksTooFastIsSentAway() {
    try (var client = WsClient.join(ONE.ws(), ADA.value())) {
      double before = ONE.metric("realtime.connections.dropped", "reason", "rate_limit.frames");
      String frame = "{\"type\":\"ping\"}";
      try {
        Collections.nCopies(500, frame).forEach(client::say);
      } catch (RuntimeException _) {
        // closed while still talking
      }
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4429, "rate_limit.frames"));
      assertThat(ONE.metric("realtime.connections.dropped", "reason", "rate_limit.frames"))
          .isGreaterThan(before);
    }
  }

  @Test
  void watchesAtMostAHundred() {
    String ids = String.join(",", Collections.nCopies(101, "\"" + UUID.randomUUID() + "\""));
    try (var client = WsClient.join(ONE.ws(), ADA.value())) {
      client.say("{\"type\":\"watch\",\"conversation_ids\":[" + ids + "]}");
      assertThat(client.next("error").path("code").asText()).isEqualTo("watch.invalid");
    }
  }

  @Test
  void oneUserHasABoundedNumberOfConnections() {
    try (var instance =
            RealtimeInstance.start(
                INSTALLATION, "parley.realtime.max-per-user=1", "parley.realtime.heartbeat=25s");
        var first = WsClient.join(instance.ws(), ADA.value());
        var second = WsClient.connect(instance.ws()).hello(ADA.value())) {
      assertThat(second.goodbye()).isEqualTo(new WsClient.Goodbye(4429, "rate_limit.connections"));
      first.say("{\"type\":\"ping\"}").next("pong");
    }
  }
}
