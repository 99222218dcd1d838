package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.EventContract;
import dev.parley.testing.Sample;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets what, from two instances at once. */
class DeliveryIntegrationTests {

  private final UUID conversation = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + conversation);
  private final TestToken bob = TestTokens.userToken("bob-" + conversation);

  @Test
  void bothInstancesDeliverToMembersAndStrangersHearNothing() {
    INSTALLATION.addMember(conversation, ada.userId());
    try (var first = WsClient.join(ONE.ws(), ada.value());
        var second = WsClient.join(TWO.ws(), ada.value());
        var stranger = WsClient.join(ONE.ws(), bob.value())) {
      INSTALLATION.post(conversation, 1);
      for (WsClient client : List.of(first, second)) {
        JsonNode event = client.until(conversation, 1).getLast();
        assertThat(event.path("event").asText()).isEqualTo("message.posted");
        assertThat(event.path("data").path("content").asText()).isEqualTo("Hello");
        assertThat(event.at("/data/files/0/name").asText()).isEqualTo("Plan für Freitag.pdf");
        assertThat(event.path("cursor").asText()).isNotEmpty();
        assertThat(event.path("traceparent").asText()).contains(Installation.TRACE_ID);
      }
      INSTALLATION.publish(
          "chat.member.added.v1",
          conversation,
          Bodies.member(conversation, bob.userId(), "private"));
      assertThat(stranger.nextEvent("member.added").path("data").path("user_id").asText())
          .isEqualTo(bob.userId().toString());
    }
  }

  @Test
  void welcomesByTheTokenOfTheHandshake() {
    INSTALLATION.addMember(conversation, ada.userId());
    try (var client = WsClient.connect(ONE.ws(), "Authorization", ada.bearer())) {
      assertThat(client.next("welcome").path("session").asText()).isNotEmpty();
      INSTALLATION.post(conversation, 1);
      assertThat(client.until(conversation, 1)).isNotEmpty();
    }
  }

  /** Again and again, since it is a race between a hello, a removal and a message. */
  @Test
  void aRemovedMemberHearsNothingAfterTheRemoval() {
    for (int i = 0; i < 30; i++) {
      UUID room = UUID.randomUUID();
      INSTALLATION.addMember(room, ada.userId());
      INSTALLATION.addMember(room, bob.userId());
      try (var removed = WsClient.connect((i % 2 == 0 ? ONE : TWO).ws());
          var stays = WsClient.join(ONE.ws(), bob.value())) {
        removed.hello(ada.value());
        INSTALLATION.post(room, 1);
        INSTALLATION.removeMember(room, ada.userId());
        INSTALLATION.post(room, 2);
        removed.next("welcome");
        stays.until(room, 2);
        INSTALLATION.addMember(room, ada.userId());
        INSTALLATION.post(room, 3);
        // of other rooms, too, what one instance is late with may come
        assertThat(seqsOf(removed.until(room, 3), room)).doesNotContain(2L).endsWith(3L);
      }
    }
  }

  /** Welcome and membership race; whatever comes after the welcome must be there. */
  @Test
  void nothingAfterTheWelcomeIsMissed() {
    for (int i = 0; i < 30; i++) {
      UUID room = UUID.randomUUID();
      try (var client = WsClient.connect((i % 2 == 0 ? ONE : TWO).ws())) {
        INSTALLATION.addMember(room, ada.userId());
        client.hello(ada.value()).next("welcome");
        INSTALLATION.post(room, 1);
        assertThat(client.until(room, 1)).isNotEmpty();
      }
    }
  }

  @Test
  void membersOfTheProjectHearWhatIsVisibleToIt() {
    UUID project = UUID.randomUUID();
    INSTALLATION.publish(
        "chat.project_member.added.v1", project, Bodies.projectMember(project, ada.userId()));
    try (var member = WsClient.join(ONE.ws(), ada.value());
        var stranger = WsClient.join(TWO.ws(), bob.value())) {
      INSTALLATION.addMember(conversation, bob.userId());
      stranger.nextEvent("member.added");
      INSTALLATION.publish(
          "chat.project_member.added.v1", project, Bodies.projectMember(project, bob.userId()));
      stranger.nextEvent("project_member.added");
      INSTALLATION.publish(
          "chat.project_member.removed.v1", project, Bodies.projectMember(project, bob.userId()));
      stranger.nextEvent("project_member.removed");
      UUID room = UUID.randomUUID();
      posted(room, 1, "private", project);
      posted(room, 2, "project", project);
      posted(conversation, 1, "private", null);
      assertThat(seqsOf(member.until(room, 2), room)).containsExactly(2L);
      assertThat(seqsOf(stranger.until(conversation, 1), room)).isEmpty();
    }
  }

  @Test
  void publicConversationsReachThoseWhoWatchThem() {
    try (var watcher = WsClient.join(ONE.ws(), ada.value());
        var other = WsClient.join(ONE.ws(), bob.value())) {
      watcher
          .say("{\"type\":\"watch\",\"conversation_ids\":[\"%s\"]}".formatted(conversation))
          .say("{\"type\":\"ping\"}")
          .next("pong");
      posted(conversation, 1, "private", null);
      posted(conversation, 2, "public", null);
      INSTALLATION.addMember(conversation, bob.userId());
      assertThat(seqsOf(watcher.until(conversation, 2), conversation)).containsExactly(2L);
      other.nextEvent("member.added");
    }
  }

  @Test
  void whatTheOutboxSendsTwiceIsDeliveredOnce() {
    INSTALLATION.addMember(conversation, ada.userId());
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      UUID id = UUID.randomUUID();
      String first = Bodies.message(conversation, 1);
      INSTALLATION.publish(id, "chat.message.posted.v1", conversation, first);
      INSTALLATION.publish(id, "chat.message.posted.v1", conversation, first);
      INSTALLATION.post(conversation, 2);
      INSTALLATION.publish(UUID.randomUUID(), "chat.message.posted.v1", conversation, first);
      INSTALLATION.post(conversation, 3);
      assertThat(seqsOf(client.until(conversation, 3), conversation)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aThousandMessagesArriveInOrder() {
    INSTALLATION.addMember(conversation, ada.userId());
    try (var first = WsClient.join(ONE.ws(), ada.value());
        var second = WsClient.join(TWO.ws(), ada.value())) {
      LongStream.rangeClosed(1, 1_000).forEach(seq -> INSTALLATION.post(conversation, seq));
      List<Long> all = LongStream.rangeClosed(1, 1_000).boxed().toList();
      assertThat(seqsOf(first.until(conversation, 1_000), conversation)).isEqualTo(all);
      assertThat(seqsOf(second.until(conversation, 1_000), conversation)).isEqualTo(all);
    }
  }

  @Test
  void theOwnerHearsOfANewConversation() {
    try (var owner = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.publish(
          "chat.conversation.created.v1",
          conversation,
          EventContract.sample("chat.conversation.created.v1", "private-without-project")
              .with("id", conversation)
              .with("owner_id", ada.userId())
              .json());
      owner.nextEvent("conversation.created");
    }
  }

  /** Of each type one, as it is published. */
  static Stream<Sample> whatHappensInAConversation() {
    return EventContract.typesReadBy("realtime-service").stream()
        .filter(type -> type.startsWith("chat.") && !type.startsWith("chat.session"))
        .map(type -> EventContract.samples(type).findFirst().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("whatHappensInAConversation")
  void whatHappensIsToldToWhomItConcerns(Sample sample) {
    INSTALLATION.addMember(conversation, ada.userId());
    Sample concerning = sample;
    for (String id : List.of("conversation_id", "user_id", "owner_id")) {
      if (sample.node().has(id)) {
        concerning =
            concerning.with(id, id.equals("conversation_id") ? conversation : ada.userId());
      }
    }
    if (sample.type().startsWith("chat.conversation.")) {
      concerning = concerning.with("id", conversation);
    }
    String name = sample.type().replaceAll("^chat\\.|\\.v1$", "");
    JsonNode expected = concerning.node();
    try (var client = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.publish(sample.type(), conversation, concerning.json());
      // that she was made a member may be heard before it, or was told of while she was let in
      JsonNode told = client.next("event");
      if (!told.path("data").equals(expected)) {
        told = client.next("event");
      }
      assertThat(told.path("event").asText()).isEqualTo(name);
      assertThat(told.path("data")).isEqualTo(expected);
    }
  }

  /** However open the conversation is. */
  @Test
  void howFarSomebodyHasReadIsToldToThemWhereverTheyAreAndToNobodyElse() {
    INSTALLATION.addMember(conversation, ada.userId());
    INSTALLATION.addMember(conversation, bob.userId());
    try (var here = WsClient.join(ONE.ws(), ada.value());
        var there = WsClient.join(TWO.ws(), ada.value());
        var member = WsClient.join(ONE.ws(), bob.value());
        var watcher = WsClient.join(ONE.ws(), TestTokens.userToken("eve").value())) {
      watcher
          .say("{\"type\":\"watch\",\"conversation_ids\":[\"%s\"]}".formatted(conversation))
          .say("{\"type\":\"ping\"}")
          .next("pong");

      posted(conversation, 1, "public", null);
      INSTALLATION.read(conversation, ada.userId(), 1, "public");
      posted(conversation, 2, "public", null);

      for (WsClient own : List.of(here, there)) {
        JsonNode told = told(own, "read.advanced").getFirst();
        assertThat(told.path("conversation_id").asText()).isEqualTo(conversation.toString());
        assertThat(told.path("seq").isNull()).isTrue();
        assertThat(told.at("/data/last_read_seq").asLong()).isEqualTo(1);
        assertThat(told.at("/data/user_id").asText()).isEqualTo(ada.userId().toString());
      }
      assertThat(told(member, "read.advanced")).isEmpty();
      assertThat(told(watcher, "read.advanced")).isEmpty();
    }
  }

  /** Of this type, up to the second message. */
  private List<JsonNode> told(WsClient client, String event) {
    return client.until(conversation, 2).stream()
        .filter(each -> each.path("event").asText().equals(event))
        .toList();
  }

  private static void posted(
      UUID room, long seq, String visibility, @org.jspecify.annotations.Nullable UUID project) {
    INSTALLATION.publish(
        "chat.message.posted.v1", room, Bodies.message(room, seq, visibility, project, "Hi"));
  }

  private static List<Long> seqsOf(List<JsonNode> events, UUID room) {
    return events.stream()
        .filter(e -> e.path("conversation_id").asText().equals(room.toString()))
        .filter(e -> e.path("event").asText().equals("message.posted"))
        .map(e -> e.path("seq").asLong())
        .toList();
  }
}
