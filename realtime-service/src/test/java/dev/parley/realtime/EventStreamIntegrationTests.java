package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.EventStreamClient;
import dev.parley.testing.Problems;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same frames for clients that have no WebSocket. */
class EventStreamIntegrationTests {

  private final UUID room = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + room);
  private final TestToken bob = TestTokens.userToken("bob-" + room);

  @Test
  void tellsWhatASocketTells() {
    INSTALLATION.addMember(room, ada.userId());
    try (var stream = EventStreamClient.open(ONE.events(), "Authorization", ada.bearer());
        var stranger = EventStreamClient.open(TWO.events(), "Authorization", bob.bearer())) {
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
      assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(stream.next().path("type").asText()).isEqualTo("welcome");
      stranger.next();

      INSTALLATION.post(room, 1);
      // that she was added may come first: before it, or while she was let in
      JsonNode event = stream.until(room, 1).getLast();
      assertThat(event.path("event").asText()).isEqualTo("message.posted");
      assertThat(event.path("seq").asLong()).isEqualTo(1);
      assertThat(stream.id()).isEqualTo(event.path("cursor").asText());

      INSTALLATION.addMember(room, bob.userId());
      assertThat(stranger.next().path("event").asText()).isEqualTo("member.added");
    }
  }

  @Test
  void goesOnAfterTheLastEventThatWasRead() {
    INSTALLATION.addMember(room, ada.userId());
    String last;
    try (var stream = EventStreamClient.open(ONE.events(), "Authorization", ada.bearer())) {
      INSTALLATION.post(room, 1);
      assertThat(postsUpTo(stream, 1)).containsExactly(1L);
      last = stream.id();
    }
    INSTALLATION.post(room, 2);
    INSTALLATION.post(room, 3);
    try (var again =
        EventStreamClient.open(
            TWO.events(), "Authorization", ada.bearer(), "Last-Event-ID", last)) {
      assertThat(again.next().path("type").asText()).isEqualTo("welcome");
      assertThat(postsUpTo(again, 3)).containsExactly(2L, 3L);
    }
  }

  /** There and back, and by the other door: an id is a cursor. */
  @Test
  void anIdOfOneInstanceOrOfASocketLeadsOnAtTheOther() {
    INSTALLATION.addMember(room, ada.userId());
    String last;
    try (var socket = WsClient.join(TWO.ws(), ada.value())) {
      INSTALLATION.post(room, 1);
      last = socket.until(room, 1).getLast().path("cursor").asText();
    }
    for (long seq = 2; seq < 6; seq++) {
      INSTALLATION.post(room, seq);
      URI door = seq % 2 == 0 ? ONE.events() : TWO.events();
      try (var stream =
          EventStreamClient.open(door, "Authorization", ada.bearer(), "Last-Event-ID", last)) {
        assertThat(postsUpTo(stream, seq)).containsExactly(seq);
        last = stream.id();
      }
    }
    INSTALLATION.post(room, 6);
    try (var socket =
        WsClient.connect(ONE.ws(), "Authorization", ada.bearer(), "Last-Event-ID", last)) {
      socket.next("welcome");
      assertThat(socket.nextEvent("message.posted").path("seq").asLong()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "AQAAAAAB"})
  void anIdThatIsNoneOfOursIsAGapWhoseIdLeadsOn(String id) {
    INSTALLATION.addMember(room, ada.userId());
    try (var settled = WsClient.join(TWO.ws(), ada.value())) {
      INSTALLATION.post(room, 1);
      settled.until(room, 1);
    }
    String last;
    try (var stream =
        EventStreamClient.open(TWO.events(), "Authorization", ada.bearer(), "Last-Event-ID", id)) {
      assertThat(stream.next().path("type").asText()).isEqualTo("welcome");
      assertThat(stream.next().path("complete").asBoolean(true)).isFalse();
      JsonNode gap = stream.next();
      assertThat(gap.path("type").asText()).isEqualTo("gap");
      assertThat(gap.path("conversations").toString()).contains(room.toString());
      last = stream.id();
      assertThat(last).isEqualTo(gap.path("cursor").asText());
    }
    INSTALLATION.post(room, 2);
    try (var again =
        EventStreamClient.open(
            ONE.events(), "Authorization", ada.bearer(), "Last-Event-ID", last)) {
      assertThat(postsUpTo(again, 2)).containsExactly(2L);
    }
  }

  @Test
  void tellsWhoIsThereAndWhoIsTyping() {
    INSTALLATION.addMember(room, ada.userId());
    INSTALLATION.addMember(room, bob.userId());
    try (var listens = EventStreamClient.open(TWO.events(), "Authorization", ada.bearer())) {
      INSTALLATION.post(room, 1);
      listens.until(room, 1);
      try (var types = WsClient.join(ONE.ws(), bob.value())) {
        assertThat(listens.nextPassing("presence", bob.userId()).toString()).contains("online");
        types.say("{\"type\":\"typing\",\"conversation_id\":\"%s\",\"on\":true}".formatted(room));
        assertThat(listens.nextPassing("typing", bob.userId()).path("conversation_id").asText())
            .isEqualTo(room.toString());
      }
    }
  }

  private List<Long> postsUpTo(EventStreamClient stream, long last) {
    return stream.until(room, last).stream()
        .filter(event -> event.path("event").asText().equals("message.posted"))
        .map(event -> event.path("seq").asLong())
        .toList();
  }

  @Test
  void followsWhatItIsToldToWatch() {
    try (var stream =
        EventStreamClient.open(
            URI.create(ONE.events() + "?watch=" + room), "Authorization", ada.bearer())) {
      stream.next();
      INSTALLATION.publish(
          "chat.message.posted.v1", room, Bodies.message(room, 1, "public", null, "Hi"));
      assertThat(stream.next().path("seq").asLong()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, auth.required, ''",
    "401, auth.token_invalid, Bearer nonsense",
    "401, auth.required, Basic YTpi"
  })
  void strangersAreToldByAStatus(int status, String code, String authorization) {
    HttpResponse<String> answer =
        authorization.isEmpty()
            ? ONE.get("/api/v1/events")
            : ONE.get("/api/v1/events", "Authorization", authorization);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains(code).contains("\"/api/v1/events\"");
  }

  @Test
  void whatToWatchIsChecked() {
    assertThat(ONE.get("/api/v1/events?watch=x", "Authorization", ada.bearer()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void endsWithTheSession() {
    UUID session = UUID.randomUUID();
    TestToken token = ada.inSession(session);
    try (var stream = EventStreamClient.open(ONE.events(), "Authorization", token.bearer())) {
      stream.next();
      INSTALLATION.publish(
          "chat.session.revoked.v1",
          token.userId(),
          Bodies.revoked(session, Instant.now().plusSeconds(600)));
      assertThat(stream.next().path("code").asText()).isEqualTo("auth.session_revoked");
      assertThat(stream.isOver()).isTrue();
    }
  }

  /** What is allowed for clocks that differ is six times as long. */
  @Test
  void endsWithTheTokenAndSaysSo() {
    Instant expires = Instant.now().plusSeconds(2);
    TestToken brief = ada.expiringIn(Duration.ofSeconds(2));
    try (var stream = EventStreamClient.open(TWO.events(), "Authorization", brief.bearer())) {
      stream.next();
      JsonNode error = stream.next();
      assertThat(error.path("type").asText()).isEqualTo("error");
      assertThat(error.path("code").asText()).isEqualTo("auth.token_expired");
      assertThat(stream.isOver()).isTrue();
      assertThat(Instant.now()).isBefore(expires.plusSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "token", "Access%5FToken"})
  void aTokenInTheUrlIsRefused(String name) {
    String path = "/api/v1/events?watch=" + room + "&" + name + "=" + ada.value();
    HttpResponse<String> answer = ONE.get(path, "Authorization", ada.bearer());
    Problems.assertProblem(answer)
        .hasStatus(400)
        .hasCode("auth.token_in_url")
        .hasDetailContaining("Send it in the header Authorization.")
        .hasInstance("/api/v1/events");
    assertThat(answer.body()).doesNotContain(ada.value());
  }

  /** For that one time: a browser would wait as long ever after, did the next stream not say it. */
  @Test
  void tellsWhenToComeBackWhenTheServiceStops() {
    var instance = RealtimeInstance.start(INSTALLATION);
    try (instance;
        var stream = EventStreamClient.open(instance.events(), "Authorization", ada.bearer())) {
      stream.next();
      assertThat(stream.retry()).isEqualTo(3_000);
      Thread.ofVirtual().start(instance::close);
      assertThat(stream.isOver()).isTrue();
      assertThat(stream.retry()).isBetween(0, 1_000);
    }
  }
}
