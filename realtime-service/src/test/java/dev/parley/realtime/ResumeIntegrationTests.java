package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.WsClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever was away hears what happened meanwhile: all of it, once, in order. */
class ResumeIntegrationTests extends AfterAnAbsence {

  @Test
  void whatWasMissedComesFromMemory() {
    String cursor = cursorAfter(1);
    post(2, 30);
    double before = ONE.metric("realtime.resumes", "result", "memory");

    assertThat(heard(ONE, cursor, ada, 30)).isEqualTo(seqs(2, 30));
    Patience.await().until(() -> ONE.metric("realtime.resumes", "result", "memory") > before);
  }

  @Test
  void onAnyInstance() {
    String cursor = cursorAfter(1);
    post(2, 30);

    assertThat(heard(TWO, cursor, ada, 30)).isEqualTo(seqs(2, 30));
  }

  @Test
  void whatMemoryDoesNotHoldComesFromTheLog() {
    String cursor = cursorAfter(1);
    post(2, 300);
    try (var small =
        RealtimeInstance.start(INSTALLATION, "parley.realtime.delivery.ring-size=10KB")) {
      assertThat(heard(small, cursor, ada, 300)).isEqualTo(seqs(2, 300));
      Patience.await().until(() -> small.metric("realtime.resumes", "result", "log") == 1);
      assertThat(small.metric("realtime.deliveries")).isEqualTo(299);
    }
  }

  /** All its clients come back at once, with cursors from before it started. */
  @Test
  void anInstanceThatHasOnlyJustStartedKnowsWhatWasJustBefore() {
    String cursor = cursorAfter(1);
    post(2, 30);
    heard(ONE, cursor, ada, 30);
    try (var started = RealtimeInstance.start(INSTALLATION)) {
      assertThat(heard(started, cursor, ada, 30)).isEqualTo(seqs(2, 30));
      Patience.await().until(() -> started.metric("realtime.resumes", "result", "memory") == 1);
    }
  }

  @Test
  void whoIsStillThereHearsOnWithoutABreak() {
    String cursor = cursorAfter(1);
    post(2, 500);
    try (var client = resumed(ONE, cursor, ada)) {
      post(501, 1_000);
      assertThat(upTo(client, 1_000)).isEqualTo(seqs(2, 1_000));
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
          JsonNode frame = client.next();
          if (frame.has("seq")) {
            heard.add(frame.path("seq").asLong());
          }
          cursor = frame.path("cursor").asText();
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
      assertThat(upTo(client, 5)).isEqualTo(seqs(2, 5));
    }
  }

  /** What comes from the cursor on, up to this one, whether it is missed or only just comes. */
  private static List<Long> heard(
      RealtimeInstance instance, String cursor, TestToken who, long last) {
    try (var client = resumed(instance, cursor, who)) {
      return upTo(client, last);
    }
  }

  private static List<Long> upTo(WsClient client, long last) {
    List<Long> heard = new ArrayList<>();
    boolean complete = false;
    while (!complete || !heard.contains(last)) {
      JsonNode frame = client.next();
      if (frame.path("type").asText().equals("resumed")) {
        complete = frame.path("complete").asBoolean();
        assertThat(complete).isTrue();
      } else {
        heard.add(frame.path("seq").asLong());
      }
    }
    return heard;
  }
}
