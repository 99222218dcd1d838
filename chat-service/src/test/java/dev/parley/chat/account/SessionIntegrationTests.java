package dev.parley.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.Revocations;
import dev.parley.testing.Answer;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.ReceivedRecord;
import dev.parley.testing.ReceivedSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class SessionIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private Revocations revocations;

  @Test
  void aRefreshTokenServesOnce() {
    Person ada = people.someone();

    JsonNode second = refresh(ada.signedIn().refreshToken()).json(200);
    JsonNode third = refresh(second.required("refresh_token").asText()).json(200);

    assertThat(third.required("refresh_token")).isNotEqualTo(second.required("refresh_token"));
    String token = third.required("access_token").asText();
    people.anonymous().as(token).get("/api/v1/me").assertStatus(200);
  }

  /** Who comes with an old token is a thief, or was robbed: both must sign in again. */
  @Test
  void anOldRefreshTokenEndsTheWholeSession() {
    Person ada = people.someone();
    Person elsewhere = ada.signIn();
    String fresh =
        refresh(ada.signedIn().refreshToken()).json(200).required("refresh_token").asText();

    refresh(ada.signedIn().refreshToken()).assertProblem(401, "auth.refresh_token_invalid");

    refresh(fresh).assertProblem(401, "auth.refresh_token_invalid");
    revocations.awaitOf(ada.session());
    refresh(elsewhere.signedIn().refreshToken()).assertStatus(200);
    assertThat(revocations.has(elsewhere.session())).isFalse();
  }

  @Test
  void ofTwoRefreshesAtOnceOneEndsTheSession() throws InterruptedException, ExecutionException {
    Person ada = people.someone();
    Callable<Answer> refresh = () -> refresh(ada.signedIn().refreshToken());

    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      statuses =
          threads.invokeAll(Stream.generate(() -> refresh).limit(4).toList()).stream()
              .map(Future::resultNow)
              .map(Answer::status)
              .toList();
    }

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(3);
  }

  @Test
  void thatRedisIsToldOfItIsPartOfTheTrace() {
    Person ada = people.someone();
    String traceId = UUID.randomUUID().toString().replace("-", "");

    ada.api()
        .with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
        .post("/api/v1/auth/logout", null)
        .assertStatus(204);

    OtlpReceiver.shared()
        .awaitTrace(
            traceId,
            Duration.ofSeconds(20),
            trace ->
                assertThat(trace.of("chat-service"))
                    .filteredOn(span -> span.name().equals("SETEX"))
                    .singleElement()
                    .satisfies(
                        span -> {
                          assertThat(span.kind()).isEqualTo(ReceivedSpan.Kind.CLIENT);
                          assertThat(span.attributes())
                              .containsEntry("db.system.name", "redis")
                              .containsEntry("db.operation.name", "SETEX");
                        }));
  }

  @Test
  void loggingOutEndsTheSessionAndTellsEverybody() {
    Person ada = people.someone();

    ada.api().post("/api/v1/auth/logout", null).assertStatus(204);

    refresh(ada.signedIn().refreshToken()).assertProblem(401, "auth.refresh_token_invalid");
    revocations.awaitOf(ada.session());
    UUID session = ada.session();
    try (KafkaProbe kafka = KafkaProbe.open()) {
      ReceivedRecord event =
          kafka.await(
              "chat.accounts",
              record ->
                  "chat.session.revoked.v1".equals(record.type())
                      && record.text().contains(session.toString()));
      EventContract.assertPublishable("chat.session.revoked.v1", event.text());
      assertThat(event.key()).isEqualTo(ada.id().toString());
    }
  }

  @Test
  void aRevocationIsRememberedNoLongerThanItsTokensLive() {
    Person ada = people.someone();

    ada.api().post("/api/v1/auth/logout", null).assertStatus(204);

    revocations.awaitOf(ada.session());
    // a minute more: clocks differ, and are allowed to
    assertThat(revocations.secondsLeft(ada.id(), ada.session())).isBetween(640L, 660L);
  }

  @Test
  void anInventedRefreshTokenIsNoToken() {
    refresh("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        .assertProblem(401, "auth.refresh_token_invalid");
    refresh("' OR true --").assertProblem(401, "auth.refresh_token_invalid");
  }

  /** A client that sends its worn-out token along still gets a new one. */
  @Test
  void anExpiredAccessTokenDoesNotStandInTheWayOfRefreshing() {
    Person ada = people.someone();

    people
        .anonymous()
        .as(dev.parley.testing.TestTokens.userToken(ada.name()).expired().value())
        .post("/api/v1/auth/refresh", Map.of("refresh_token", ada.signedIn().refreshToken()))
        .assertStatus(200);
  }

  private Answer refresh(String token) {
    return people.anonymous().post("/api/v1/auth/refresh", Map.of("refresh_token", token));
  }
}
