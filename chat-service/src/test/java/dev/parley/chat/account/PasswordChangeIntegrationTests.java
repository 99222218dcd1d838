package dev.parley.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.Revocations;
import dev.parley.testing.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class PasswordChangeIntegrationTests {

  private static final String OTHER = "a quite different sentence";

  @Autowired private ChatClients people;
  @Autowired private Revocations revocations;

  @Test
  void endsEverySessionAndAnswersWithANewOne() {
    Person ada = people.someone();
    Person elsewhere = ada.signIn();

    Answer answer = change(elsewhere, ChatClients.PASSWORD, OTHER);

    JsonNode fresh = answer.json(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    revocations.awaitOf(ada.session());
    revocations.awaitOf(elsewhere.session());
    assertThat(revocations.await(ada.id(), 2)).containsOnly(ada.session(), elsewhere.session());
    refresh(ada.signedIn().refreshToken()).assertStatus(401);
    refresh(elsewhere.signedIn().refreshToken()).assertStatus(401);
    assertThat(fresh.at("/user/id").asText()).isEqualTo(ada.id().toString());
    people
        .anonymous()
        .as(fresh.required("access_token").asText())
        .get("/api/v1/me")
        .assertStatus(200);
    refresh(fresh.required("refresh_token").asText()).assertStatus(200);
    login(ada.name(), ChatClients.PASSWORD).assertProblem(401, "auth.bad_credentials");
    login(ada.name(), OTHER).assertStatus(200);
  }

  /** Not 401: a client would take its session for ended. */
  @Test
  void takesTheCurrentPassword() {
    Person ada = people.someone();

    change(ada, "not it at all", OTHER)
        .assertProblem(403, "auth.wrong_password")
        .hasErrorAt("/current_password");

    refresh(ada.signedIn().refreshToken()).assertStatus(200);
  }

  @Test
  void refusesAPasswordThatIsTooShortOrTheSame() {
    Person ada = people.someone();

    change(ada, ChatClients.PASSWORD, "short")
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/new_password");
    change(ada, ChatClients.PASSWORD, ChatClients.PASSWORD)
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/new_password");
  }

  @Test
  void aSessionThatEndedChangesNothing() {
    Person ada = people.someone();
    Person stolen = ada.signIn();
    ada.api().delete("/api/v1/auth/sessions/" + stolen.session()).assertStatus(204);

    change(stolen, ChatClients.PASSWORD, OTHER).assertProblem(401, "auth.token_invalid");

    login(ada.name(), ChatClients.PASSWORD).assertStatus(200);
  }

  @Test
  void ofTwoAtOnceOneCounts() throws InterruptedException {
    Person ada = people.someone();
    Person elsewhere = ada.signIn();
    List<Callable<Answer>> changes =
        List.of(
            () -> change(ada, ChatClients.PASSWORD, "the first of two sentences"),
            () -> change(elsewhere, ChatClients.PASSWORD, "the second of two sentences"));

    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      statuses =
          threads.invokeAll(changes).stream()
              .map(Future::resultNow)
              .map(Answer::status)
              .sorted()
              .toList();
    }

    assertThat(statuses.getFirst()).isEqualTo(200);
    assertThat(statuses.getLast()).isIn(401, 403);
  }

  private static Answer change(Person who, String current, String next) {
    return who.api()
        .post("/api/v1/me/password", Map.of("current_password", current, "new_password", next));
  }

  private Answer login(String name, String password) {
    return people
        .anonymous()
        .post("/api/v1/auth/login", Map.of("username", name, "password", password));
  }

  private Answer refresh(String token) {
    return people.anonymous().post("/api/v1/auth/refresh", Map.of("refresh_token", token));
  }
}
