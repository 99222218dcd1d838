package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever was away hears what happened meanwhile: all of it, once, in order. */
class ResumeIntegrationTests {

  private final UUID room = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + room);
  private final TestToken bob = TestTokens.userToken("bob-" + room);

  @Test
  void whatWasMissedComesFromMemory() {
    String cursor = cursorAfter(1);
    post(2, 30);
    double before = ONE.metric("realtime.resumes", "result", "memory");

    assertThat(missed(ONE, cursor, ada)).isEqualTo(seqs(2, 30));
    assertThat(ONE.metric("realtime.resumes", "result", "memory")).isGreaterThan(before);
  }

  @Test
  void onAnyInstance() {
    String cursor = cursorAfter(1);
    post(2, 30);

    assertThat(missed(TWO, cursor, ada)).isEqualTo(seqs(2, 30));
  }

  @Test
  void whatMemoryDoesNotHoldComesFromTheLog() {
    String cursor = cursorAfter(1);
    post(2, 300);
    try (var small =
        RealtimeInstance.start(INSTALLATION, "parley.realtime.delivery.ring-size=10KB")) {
      assertThat(missed(small, cursor, ada)).isEqualTo(seqs(2, 300));
      assertThat(small.metric("realtime.resumes", "result", "log")).isEqualTo(1);
    }
  }

  @Test
  void whoIsStillThereHearsOnWithoutABreak() {
    String cursor = cursorAfter(1);
    post(2, 500);
    try (var client = resumed(ONE, cursor, ada)) {
      post(501, 1_000);
      List<Long> heard = new ArrayList<>();
      while (!heard.contains(1_000L)) {
        heard.addAll(seqs(List.of(client.next())));
      }
      assertThat(heard).isEqualTo(seqs(2, 1_000));
    }
  }

  /** The cursor of whatever was heard last is one to come back with. */
  @Test
  void whoBreaksOffWhileBeingToldGoesOnFromThere() {
    String cursor = cursorAfter(1);
    post(2, 200);
    List<Long> heard = new ArrayList<>();
    while (!heard.contains(200L)) {
      try (var client = WsClient.connect(heard.size() % 2 == 0 ? ONE.ws() : TWO.ws())) {
        client.say(hello(ada, cursor));
        client.next("welcome");
        for (int i = 0; i < 17 && !heard.contains(200L); i++) {
          JsonNode event = client.next("event");
          heard.add(event.path("seq").asLong());
          cursor = event.path("cursor").asText();
        }
      }
    }
    assertThat(heard).isEqualTo(seqs(2, 200));
  }

  @Test
  void aCursorThatNothingFollowsIsComplete() {
    String cursor = cursorAfter(1);
    try (var client = resumed(ONE, cursor, ada)) {
      assertThat(client.next("resumed").path("complete").asBoolean()).isTrue();
    }
  }

  /** What others may see is decided by who asks, whoever the cursor was given to. */
  @Test
  void anothersCursorShowsNothingOfTheirs() {
    String cursor = cursorAfter(1);
    post(2, 10);
    try (var stranger = resumed(ONE, cursor, bob)) {
      stranger.next("resumed");
    }
  }

  @Test
  void whoWasRemovedHearsOfItAndOfNothingElse() {
    String cursor = cursorAfter(1);
    post(2, 3);
    INSTALLATION.removeMember(room, ada.userId());
    post(4, 5);
    INSTALLATION.addMember(room, bob.userId());
    post(6, 6);
    try (var witness = WsClient.join(ONE.ws(), bob.value())) {
      INSTALLATION.post(room, 7);
      witness.until(room, 7);
    }
    try (var client = resumed(ONE, cursor, ada)) {
      assertThat(client.nextEvent("member.removed").at("/data/user_id").asText())
          .isEqualTo(ada.userId().toString());
      client.next("resumed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"made up", "AQAAAAAB", "AgAAAAEB", ""})
  void aCursorThatIsNoneOfOursIsAGap(String cursor) {
    cursorAfter(1);
    try (var client = resumed(ONE, cursor, ada)) {
      assertThat(client.next("resumed").path("complete").asBoolean()).isFalse();
      JsonNode gap = client.next("gap");
      assertThat(gap.path("conversations").toString()).contains(room.toString());
      INSTALLATION.post(room, 2);
      assertThat(seqs(client.until(room, 2))).containsExactly(2L);
    }
  }

  /** As far as no instance is yet. */
  @Test
  void aCursorOfTheFutureIsAGap() {
    String cursor = cursorAfter(1);
    var bytes = java.util.Base64.getUrlDecoder().decode(cursor);
    bytes[5] = (byte) 0xFF;
    var later = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    later[6] = 0x7F;
    String forged = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(later);
    try (var client = resumed(ONE, forged, ada)) {
      assertThat(client.next("resumed").path("complete").asBoolean()).isFalse();
      client.next("gap");
    }
  }

  @Test
  void whatIsWatchedIsMissedToo() {
    INSTALLATION.addMember(room, bob.userId());
    String cursor;
    try (var client = WsClient.join(ONE.ws(), bob.value())) {
      publicly(1);
      cursor = client.until(room, 1).getLast().path("cursor").asText();
      publicly(2);
      client.until(room, 2);
    }
    try (var watcher = WsClient.connect(ONE.ws())) {
      watcher.say(
          "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"%s\",\"watch\":[\"%s\"]}"
              .formatted(ada.value(), cursor, room));
      watcher.next("welcome");
      assertThat(seqs(watcher.until(room, 2))).containsExactly(2L);
    }
  }

  @Test
  void whoSignsInByHeaderSaysTheCursorThereToo() {
    String cursor = cursorAfter(1);
    post(2, 5);
    try (var client =
        WsClient.connect(ONE.ws(), "Authorization", ada.bearer(), "Last-Event-ID", cursor)) {
      client.next("welcome");
      assertThat(seqs(client.until(room, 5))).isEqualTo(seqs(2, 5));
    }
  }

  private String cursorAfter(long seq) {
    INSTALLATION.addMember(room, ada.userId());
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.post(room, seq);
      return client.until(room, seq).getLast().path("cursor").asText();
    }
  }

  /** Until all instances have it. */
  private void post(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(seq -> INSTALLATION.post(room, seq));
  }

  private void publicly(long seq) {
    INSTALLATION.publish(
        "chat.message.posted.v1", room, Bodies.message(room, seq, "public", null, "Hi"));
  }

  private static List<Long> missed(RealtimeInstance instance, String cursor, TestToken who) {
    List<Long> heard = new ArrayList<>();
    try (var client = resumed(instance, cursor, who)) {
      JsonNode frame = client.next();
      while (!frame.path("type").asText().equals("resumed")) {
        heard.add(frame.path("seq").asLong());
        frame = client.next();
      }
      assertThat(frame.path("complete").asBoolean()).isTrue();
    }
    return heard;
  }

  private static WsClient resumed(RealtimeInstance instance, String cursor, TestToken who) {
    WsClient client = WsClient.connect(instance.ws()).say(hello(who, cursor));
    client.next("welcome");
    return client;
  }

  private static String hello(TestToken who, String cursor) {
    return "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"%s\"}".formatted(who.value(), cursor);
  }

  private static List<Long> seqs(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Long> seqs(List<JsonNode> events) {
    return events.stream().map(event -> event.path("seq").asLong()).filter(s -> s > 0).toList();
  }
}
