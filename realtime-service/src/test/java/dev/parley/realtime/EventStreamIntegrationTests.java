package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.EventStreamClient;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      JsonNode event = stream.next();
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
          Bodies.revoked(session, java.time.Instant.now().plusSeconds(600)));
      assertThat(stream.next().path("code").asText()).isEqualTo("auth.session_revoked");
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void tellsWhenToComeBackWhenTheServiceStops() {
    var instance = RealtimeInstance.start(INSTALLATION);
    try (instance;
        var stream = EventStreamClient.open(instance.events(), "Authorization", ada.bearer())) {
      stream.next();
      Thread.ofVirtual().start(instance::close);
      assertThat(stream.isOver()).isTrue();
      assertThat(stream.retry()).isBetween(0, 5_000);
    }
  }
}
