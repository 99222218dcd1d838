package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Somebody was in a room, was away, and comes back with a cursor. */
abstract class AfterAnAbsence {

  final UUID room = UUID.randomUUID();
  final TestToken ada = TestTokens.userToken("ada-" + room);
  final TestToken bob = TestTokens.userToken("bob-" + room);

  String cursorAfter(long seq) {
    INSTALLATION.addMember(room, ada.userId());
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.post(room, seq);
      return client.until(room, seq).getLast().path("cursor").asText();
    }
  }

  void post(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(seq -> INSTALLATION.post(room, seq));
  }

  void publicly(long seq) {
    INSTALLATION.publish(
        "chat.message.posted.v1", room, Bodies.message(room, seq, "public", null, "Hi"));
  }

  static WsClient resumed(RealtimeInstance instance, String cursor, TestToken who) {
    WsClient client = WsClient.connect(instance.ws()).say(hello(who, cursor));
    client.next("welcome");
    return client;
  }

  static String hello(TestToken who, String cursor) {
    return "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"%s\"}".formatted(who.value(), cursor);
  }

  static List<Long> seqs(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  static List<Long> seqs(List<JsonNode> events) {
    return events.stream().map(event -> event.path("seq").asLong()).filter(s -> s > 0).toList();
  }
}
