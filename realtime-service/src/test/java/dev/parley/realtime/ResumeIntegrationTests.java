package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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

  @Test
  void aGapNamesWhatIsWatchedToo() {
    UUID open = UUID.randomUUID();
    cursorAfter(1);
    try (var watcher = WsClient.connect(ONE.ws())) {
      watcher.say(
          "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"made up\",\"watch\":[\"%s\"]}"
              .formatted(ada.value(), open));
      watcher.next("welcome");
      watcher.next("resumed");
      assertThat(watcher.next("gap").path("conversations").toString())
          .contains(open.toString(), room.toString());
    }
  }

  /** As far as no instance is yet. */
  @Test
  void aCursorOfTheFutureIsAGap() {
    byte[] cursor = Base64.getUrlDecoder().decode(cursorAfter(1));
    byte[] later = Arrays.copyOf(cursor, cursor.length + 1);
    later[5] = (byte) 0xFF;
    later[6] = 0x7F;
    assertIsAGap(later);
  }

  /** Each of them would cost in every frame. */
  @Test
  void aCursorOfMorePartitionsThanThereAreIsAGap() {
    byte[] cursor = Base64.getUrlDecoder().decode(cursorAfter(1));
    assertIsAGap(Arrays.copyOf(cursor, cursor.length + 10_000));
  }

  private void assertIsAGap(byte[] forged) {
    String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
    try (var client = resumed(ONE, cursor, ada)) {
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

  private String cursorAfter(long seq) {
    INSTALLATION.addMember(room, ada.userId());
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.post(room, seq);
      return client.until(room, seq).getLast().path("cursor").asText();
    }
  }

  private void post(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(seq -> INSTALLATION.post(room, seq));
  }

  private static void join(UUID project, TestToken who) {
    INSTALLATION.publish(
        "chat.project_member.added.v1", project, Bodies.projectMember(project, who.userId()));
  }

  private void inProject(UUID project, long seq, String visibility) {
    INSTALLATION.publish(
        "chat.message.posted.v1", room, Bodies.message(room, seq, visibility, project, "Hi"));
  }

  private void publicly(long seq) {
    INSTALLATION.publish(
        "chat.message.posted.v1", room, Bodies.message(room, seq, "public", null, "Hi"));
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
