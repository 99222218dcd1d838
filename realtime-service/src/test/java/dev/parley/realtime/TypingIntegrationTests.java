package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is typing, from one instance to the other. */
class TypingIntegrationTests {

  private final UUID conversation = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + conversation);
  private final TestToken bob = TestTokens.userToken("bob-" + conversation);
  private final TestToken eve = TestTokens.userToken("eve-" + conversation);

  @Test
  void othersHearItOnBothInstancesAndThatItIsOver() {
    INSTALLATION.addMember(conversation, ada.userId());
    INSTALLATION.addMember(conversation, bob.userId());
    try (var typist = WsClient.join(ONE.ws(), ada.value());
        var near = WsClient.join(ONE.ws(), bob.value());
        var far = WsClient.join(TWO.ws(), bob.value())) {
      settle(typist, near, far);
      typing(typist, true);
      for (WsClient client : List.of(near, far)) {
        JsonNode frame = client.nextPassing("typing");
        assertThat(frame.path("conversation_id").asText()).isEqualTo(conversation.toString());
        assertThat(users(frame)).containsExactly(ada.userId());
      }
      typing(typist, false);
      assertThat(users(near.nextPassing("typing"))).isEmpty();
      assertThat(users(far.nextPassing("typing"))).isEmpty();
    }
  }

  @Test
  void whoSaysNothingMoreTypesNoLongerAfterAWhile() {
    INSTALLATION.addMember(conversation, ada.userId());
    INSTALLATION.addMember(conversation, bob.userId());
    try (var typist = WsClient.join(ONE.ws(), ada.value());
        var far = WsClient.join(TWO.ws(), bob.value())) {
      settle(typist, far);
      typing(typist, true);
      assertThat(users(far.nextPassing("typing"))).isNotEmpty();
      long gone = System.nanoTime();
      assertThat(users(far.nextPassing("typing"))).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void strangersNeitherHearItNorSayIt() {
    INSTALLATION.addMember(conversation, ada.userId());
    try (var typist = WsClient.join(ONE.ws(), ada.value());
        var stranger = WsClient.join(ONE.ws(), eve.value())) {
      stranger.say("{\"type\":\"watch\",\"conversation_ids\":[\"" + conversation + "\"]}");
      settle(typist);
      typing(stranger, true);
      assertThat(stranger.next("error").path("code").asText()).isEqualTo("typing.not_allowed");
      typing(typist, true);
      assertThat(users(typist.nextPassing("typing"))).containsExactly(ada.userId());
      stranger.say("{\"type\":\"ping\"}").next("pong");
      assertThat(stranger.passed())
          .noneMatch(frame -> frame.path("type").asText().equals("typing"));
    }
  }

  @Test
  void aRemovedMemberHearsAndSaysNothingMore() {
    INSTALLATION.addMember(conversation, ada.userId());
    INSTALLATION.addMember(conversation, bob.userId());
    try (var typist = WsClient.join(ONE.ws(), ada.value());
        var removed = WsClient.join(TWO.ws(), bob.value());
        var too = WsClient.join(TWO.ws(), ada.value())) {
      settle(typist, removed, too);
      INSTALLATION.removeMember(conversation, bob.userId());
      removed.nextEvent("member.removed");
      typing(typist, true);
      too.nextPassing("typing");
      typing(removed, true);
      assertThat(removed.next("error").path("code").asText()).isEqualTo("typing.not_allowed");
      assertThat(removed.passed()).noneMatch(frame -> frame.path("type").asText().equals("typing"));
    }
  }

  @Test
  void whoWritesByTheirProjectTypesByIt() {
    UUID project = UUID.randomUUID();
    try (var typist = WsClient.join(ONE.ws(), ada.value());
        var far = WsClient.join(TWO.ws(), bob.value())) {
      INSTALLATION.publish(
          "chat.project_member.added.v1", project, Bodies.projectMember(project, ada.userId()));
      INSTALLATION.publish(
          "chat.project_member.added.v1", project, Bodies.projectMember(project, bob.userId()));
      typist.nextEvent("project_member.added");
      typist.nextEvent("project_member.added");
      far.nextEvent("project_member.added");
      INSTALLATION.publish(
          "chat.message.posted.v1",
          conversation,
          Bodies.message(conversation, 1, "project", project, "Hello"));
      typist.until(conversation, 1);
      far.until(conversation, 1);
      typing(typist, true);
      assertThat(users(far.nextPassing("typing"))).containsExactly(ada.userId());
    }
  }

  @Test
  void aTokenThatOnlyReadsDoesNotType() {
    INSTALLATION.addMember(conversation, ada.userId());
    try (var reader = WsClient.join(ONE.ws(), ada.withScope("read").value())) {
      typing(reader, true);
      assertThat(reader.next("error").path("code").asText()).isEqualTo("auth.scope_missing");
    }
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      assertThat(
              client.say("{\"type\":\"typing\",\"on\":true}").next("error").path("code").asText())
          .isEqualTo("typing.invalid");
      assertThat(
              client
                  .say("{\"type\":\"presence\",\"status\":\"invisible\"}")
                  .next("error")
                  .path("code")
                  .asText())
          .isEqualTo("presence.invalid");
    }
  }

  @Test
  void repeatedAtOnceItIsToldOnce() {
    INSTALLATION.addMember(conversation, ada.userId());
    INSTALLATION.addMember(conversation, bob.userId());
    try (var typist = WsClient.join(ONE.ws(), ada.value());
        var far = WsClient.join(TWO.ws(), bob.value())) {
      settle(typist, far);
      for (int i = 0; i < 20; i++) {
        typing(typist, true);
      }
      far.nextPassing("typing");
      typing(typist, false);
      List<JsonNode> rest = new ArrayList<>();
      rest.add(far.nextPassing("typing"));
      assertThat(users(rest.getFirst())).isEmpty();
    }
  }

  /**
   * However often many say it, a room hears of it a few times a second, and its messages at once.
   */
  @Test
  void aFloodOfTypingIsAFewFramesAndHoldsNoMessageUp() {
    List<WsClient> typists = new ArrayList<>();
    INSTALLATION.addMember(conversation, ada.userId());
    try (var listener = WsClient.join(TWO.ws(), ada.value())) {
      for (int i = 0; i < 20; i++) {
        TestToken typist = TestTokens.userToken("typist-" + i + conversation);
        INSTALLATION.addMember(conversation, typist.userId());
        typists.add(WsClient.join(ONE.ws(), typist.value()));
      }
      settle(typists.getLast(), listener);
      var _ = listener.passed();
      long begun = System.nanoTime();
      for (int i = 0; i < 40; i++) {
        for (WsClient typist : typists) {
          typing(typist, i % 2 == 0);
        }
      }
      INSTALLATION.post(conversation, 2);
      listener.until(conversation, 2);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long frames =
          listener.passed().stream().filter(f -> f.path("type").asText().equals("typing")).count();
      assertThat(frames).isBetween(1L, 2 + (long) (4 * seconds));
    } finally {
      typists.forEach(WsClient::close);
    }
  }

  /** Membership that was published before has arrived: all have heard of the same message. */
  private void settle(WsClient... clients) {
    INSTALLATION.post(conversation, 1);
    for (WsClient client : clients) {
      client.until(conversation, 1);
    }
  }

  private void typing(WsClient client, boolean on) {
    client.say(
        "{\"type\":\"typing\",\"conversation_id\":\"%s\",\"on\":%s}".formatted(conversation, on));
  }

  private static List<UUID> users(JsonNode frame) {
    List<UUID> users = new ArrayList<>();
    frame.path("users").forEach(user -> users.add(UUID.fromString(user.asText())));
    return users;
  }
}
