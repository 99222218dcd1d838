package dev.parley.realtime;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.EventContract;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is told from the log is what was told when it happened, and nobody waits for the slow. */
class LogIntegrationTests {

  private static final Installation INSTALLATION = Installation.fresh();
  private static final RealtimeInstance INSTANCE =
      RealtimeInstance.start(
          INSTALLATION,
          "parley.realtime.delivery.ring-size=10KB",
          "parley.realtime.resume.at-once=1",
          "parley.realtime.resume.within=5m",
          "parley.realtime.slow-within=60s");

  private final UUID room = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + room);

  @AfterAll
  static void stop() {
    INSTANCE.close();
  }

  /** Of the first message the first record is before the cursor. */
  @Test
  void whatTheOutboxSentTwiceIsToldOnce() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    UUID correction = UUID.randomUUID();
    String cursor;
    try (var client = join(room, ada)) {
      post(first, 1);
      cursor = client.until(room, 1).getLast().path("cursor").asText();
      post(first, 1);
      post(second, 2);
      post(second, 2);
      edit(correction);
      edit(correction);
      postMore(client);
    }
    List<JsonNode> told = told(cursor);
    assertThat(told.stream().filter(event -> event.path("event").asText().endsWith("edited")))
        .hasSize(1);
    assertThat(seqs(told)).isEqualTo(LongStream.rangeClosed(2, 50).boxed().toList());
  }

  /** It went to the dead letters when it came. */
  @Test
  void whatIsNoUtf8IsToldToNobody() {
    String cursor;
    try (var client = join(room, ada)) {
      post(UUID.randomUUID(), 1);
      cursor = client.until(room, 1).getLast().path("cursor").asText();
      INSTALLATION.publish(
          UUID.randomUUID(),
          "chat.message.posted.v1",
          room,
          Bodies.message(room, 2).getBytes(UTF_16));
      postMore(client);
    }
    assertThat(seqs(told(cursor))).isEqualTo(LongStream.rangeClosed(3, 50).boxed().toList());
  }

  @Test
  void whoDoesNotReadKeepsNobodyFromTheLog() throws IOException {
    UUID busy = UUID.randomUUID();
    TestToken sleeper = TestTokens.userToken("sleeper-" + busy);
    TestToken reader = otherThan(sleeper);
    String cursor;
    try (var witness = join(busy, sleeper)) {
      INSTALLATION.addMember(room, reader.userId());
      INSTALLATION.post(busy, 1);
      cursor = witness.until(busy, 1).getLast().path("cursor").asText();
      INSTALLATION.post(room, 1);
      String content = "x".repeat(15_000);
      for (long seq = 2; seq <= 800; seq++) {
        INSTALLATION.publish(
            "chat.message.posted.v1", busy, Bodies.message(busy, seq, "private", null, content));
      }
      witness.until(busy, 800);
    }
    try (var asleep = new SleepyClient(INSTANCE, hello(sleeper, cursor))) {
      Patience.await().until(() -> INSTANCE.metric("realtime.outbound") > 900_000);
      try (var awake = WsClient.connect(INSTANCE.ws()).say(hello(reader, cursor))) {
        awake.next("welcome");
        assertThat(seqs(toldTo(awake))).containsExactly(1L);
      }
      assertThat(asleep.readUntil("\"type\":\"resumed\"")).contains("\"seq\":2,", "\"seq\":800,");
      assertThat(asleep.readUntil("}")).contains("true");
    }
  }

  /** One who does not share what is kept to one of each person. */
  private static TestToken otherThan(TestToken one) {
    TestToken other;
    do {
      other = TestTokens.userToken("reader-" + UUID.randomUUID());
    } while ((other.userId().hashCode() - one.userId().hashCode()) % 64 == 0);
    return other;
  }

  private static WsClient join(UUID room, TestToken who) {
    INSTALLATION.addMember(room, who.userId());
    return WsClient.join(INSTANCE.ws(), who.value());
  }

  private static String hello(TestToken who, String cursor) {
    return "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"%s\"}".formatted(who.value(), cursor);
  }

  private void post(UUID id, long seq) {
    INSTALLATION.publish(id, "chat.message.posted.v1", room, Bodies.message(room, seq));
  }

  private void edit(UUID id) {
    INSTALLATION.publish(
        id,
        "chat.message.edited.v1",
        room,
        EventContract.sample("chat.message.edited.v1", "corrected")
            .with("conversation_id", room)
            .with("seq", 2)
            .json());
  }

  /** More than memory holds. */
  private void postMore(WsClient client) {
    LongStream.rangeClosed(3, 50).forEach(seq -> INSTALLATION.post(room, seq));
    client.until(room, 50);
  }

  private List<JsonNode> told(String cursor) {
    double before = INSTANCE.metric("realtime.resumes", "result", "log");
    try (var client = WsClient.connect(INSTANCE.ws()).say(hello(ada, cursor))) {
      client.next("welcome");
      List<JsonNode> events = toldTo(client);
      Patience.await().until(() -> INSTANCE.metric("realtime.resumes", "result", "log") > before);
      return events;
    }
  }

  /** All of what it missed. */
  private static List<JsonNode> toldTo(WsClient client) {
    List<JsonNode> events = new ArrayList<>();
    JsonNode frame = client.next();
    while (frame.path("type").asText().equals("event")) {
      events.add(frame);
      frame = client.next();
    }
    assertThat(frame.path("complete").asBoolean()).as("%s", frame).isTrue();
    return events;
  }

  private static List<Long> seqs(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("event").asText().equals("message.posted"))
        .map(event -> event.path("seq").asLong())
        .toList();
  }
}
