package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.TestToken;
import dev.parley.testing.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was missed is told as far as one may see it now. */
class HindsightIntegrationTests extends AfterAnAbsence {

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

  /** The cursor is one that somebody else had; what it leads to was never theirs to read. */
  @Test
  void whoJoinsTheProjectLaterHearsNothingOfAConversationClosedMeanwhile() {
    UUID project = UUID.randomUUID();
    String cursor = cursorAfter(1);
    inProject(project, 2, "project");
    inProject(project, 3, "private");
    join(project, bob);
    try (var witness = WsClient.join(ONE.ws(), ada.value())) {
      post(4, 4);
      witness.until(room, 4);
    }
    try (var newcomer = resumed(ONE, cursor, bob)) {
      assertThat(newcomer.nextEvent("project_member.added").at("/data/user_id").asText())
          .isEqualTo(bob.userId().toString());
      assertThat(newcomer.next("resumed").path("complete").asBoolean()).isTrue();
    }
  }

  @Test
  void whatIsStillOpenToTheProjectIsMissedByItsMembers() {
    UUID project = UUID.randomUUID();
    join(project, bob);
    String cursor = cursorAfter(1);
    inProject(project, 2, "project");
    inProject(project, 3, "project");
    try (var witness = WsClient.join(ONE.ws(), ada.value())) {
      post(4, 4);
      inProject(project, 5, "project");
      witness.until(room, 5);
    }
    try (var member = resumed(ONE, cursor, bob)) {
      assertThat(seqs(member.until(room, 5))).containsExactly(2L, 3L, 5L);
    }
  }

  @Test
  void whatIsDeletedByNowIsNotTold() {
    String cursor = cursorAfter(1);
    post(2, 4);
    delete(3);
    assertThat(heardUntilDeletion(ONE, cursor)).isEqualTo(List.of(2L, 4L));
  }

  /** The deletion may be still in memory, or older too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void norIsItFromTheLog(int later) {
    String cursor = cursorAfter(1);
    post(2, 100);
    delete(3);
    post(101, 100 + later);
    try (var small =
        RealtimeInstance.start(INSTALLATION, "parley.realtime.delivery.ring-size=10KB")) {
      assertThat(heardUntilDeletion(small, cursor)).doesNotContain(3L).contains(2L, 4L, 100L);
    }
  }

  private void delete(long seq) {
    INSTALLATION.publish("chat.message.deleted.v1", room, Bodies.deletion(room, seq, "private"));
  }

  /** What is told of posts before it is told that one was deleted. */
  private List<Long> heardUntilDeletion(RealtimeInstance instance, String cursor) {
    List<Long> posts = new ArrayList<>();
    try (var witness = WsClient.join(instance.ws(), ada.value())) {
      post(1_000, 1_000);
      witness.until(room, 1_000);
    }
    try (var client = resumed(instance, cursor, ada)) {
      JsonNode frame = client.next();
      while (!frame.path("event").asText().equals("message.deleted")) {
        posts.add(frame.path("seq").asLong());
        frame = client.next();
      }
    }
    return posts;
  }

  @Test
  void whoWatchesHearsNothingOfAConversationClosedMeanwhile() {
    String cursor = cursorAfter(1);
    publicly(2);
    post(3, 3);
    try (var witness = WsClient.join(ONE.ws(), ada.value())) {
      post(4, 4);
      witness.until(room, 4);
    }
    assertThatAWatcherIsToldNothingAfter(cursor);
  }

  @Test
  void howFarSomebodyHasReadIsMissedByThemAlone() {
    INSTALLATION.addMember(room, bob.userId());
    String cursor = cursorAfter(1);
    try (var witness = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.read(room, ada.userId(), 1, "private");
      post(2, 2);
      witness.until(room, 2);
    }
    try (var reader = resumed(ONE, cursor, ada);
        var member = resumed(ONE, cursor, bob)) {
      JsonNode missed = reader.nextEvent("read.advanced");
      assertThat(missed.at("/data/last_read_seq").asLong()).isEqualTo(1);
      assertThat(reader.nextEvent("message.posted").path("seq").asLong()).isEqualTo(2);
      assertThat(member.nextEvent("message.posted").path("seq").asLong()).isEqualTo(2);
    }
  }

  /** What a reader says of the conversation may be older than what was said before. */
  @Test
  void aMarkerOpensNoConversationThatWasClosedMeanwhile() {
    String cursor = cursorAfter(1);
    publicly(2);
    post(3, 3);
    try (var witness = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.read(room, ada.userId(), 2, "public");
      while (!witness.next("event").path("event").asText().equals("read.advanced")) {
        // messages from before
      }
    }
    assertThatAWatcherIsToldNothingAfter(cursor);
  }

  private void assertThatAWatcherIsToldNothingAfter(String cursor) {
    try (var watcher = WsClient.connect(ONE.ws())) {
      watcher.say(
          "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"%s\",\"watch\":[\"%s\"]}"
              .formatted(bob.value(), cursor, room));
      watcher.next("welcome");
      watcher.next("resumed");
    }
  }

  private static void join(UUID project, TestToken who) {
    INSTALLATION.publish(
        "chat.project_member.added.v1", project, Bodies.projectMember(project, who.userId()));
  }

  private void inProject(UUID project, long seq, String visibility) {
    INSTALLATION.publish(
        "chat.message.posted.v1", room, Bodies.message(room, seq, visibility, project, "Hi"));
  }
}
