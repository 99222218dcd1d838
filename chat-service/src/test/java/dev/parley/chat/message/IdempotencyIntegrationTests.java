package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A POST that is sent again with its key does nothing again. */
@ChatServiceTest
class IdempotencyIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;

  @Test
  void aRepeatGetsTheFirstAnswer() {
    Person ada = people.someone();
    String path = messages(ada.createConversation("echo"));
    String key = UUID.randomUUID().toString();

    Answer first = with(ada, key).post(path, Map.of("content", "once"));
    Answer again = with(ada, '"' + key + '"').post(path, Map.of("content", "once"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(count(ada, path)).isEqualTo(1);
  }

  /** What somebody may not read any more must not be answered as it was. */
  @Test
  void whatOnlyReadsIsReadAnew() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = ada.createConversation("before");
    ada.invite(conversation, bob);
    Map<String, String> query =
        Map.of("query", "{ conversation(id: \"%s\") { title } }".formatted(conversation));

    Answer first = with(bob, "read").post("/graphql", query);
    ada.api()
        .delete("/api/v1/conversations/%s/members/%s".formatted(conversation, bob.id()))
        .assertStatus(204);
    Answer again = with(bob, "read").post("/graphql", query);

    assertThat(first.json(200).at("/data/conversation/title").asText()).isEqualTo("before");
    assertThat(again.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.json(200).at("/data/conversation").isNull()).isTrue();
  }

  @Test
  void aKeyIsItsOwnersAndItsPathsAlone() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID one = ada.createConversation("one");
    ada.invite(one, bob);
    UUID other = ada.createConversation("other");
    Map<String, String> message = Map.of("content", "hello");

    with(ada, "the key").post(messages(one), message).assertStatus(201);
    with(bob, "the key").post(messages(one), message).assertStatus(201);
    with(ada, "the key").post(messages(other), message).assertStatus(201);

    assertThat(count(ada, messages(one))).isEqualTo(2);
    assertThat(count(ada, messages(other))).isEqualTo(1);
    with(ada, "the key")
        .post(messages(one), Map.of("content", "something else"))
        .assertProblem(422, "idempotency.key_reused");
    with(ada, "k".repeat(256))
        .post(messages(one), message)
        .assertProblem(400, "idempotency.key_invalid");
  }

  @Test
  void aRefusalIsKeptButNotOneOfWhatWasNotUnderstood() {
    Person ada = people.someone();
    String path = messages(ada.createConversation("refusals"));

    with(ada, "mended").post(path, Map.of("content", "")).assertStatus(400);
    with(ada, "mended").post(path, Map.of("content", "better")).assertStatus(201);
    String nowhere = messages(UUID.randomUUID());
    with(ada, "404").post(nowhere, Map.of("content", "x")).assertStatus(404);
    Answer again = with(ada, "404").post(nowhere, Map.of("content", "x"));

    again.assertStatus(404);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void theSameKeyAThousandTimesIsOneMessage() throws Exception {
    Person ada = people.someone();
    String path = messages(ada.createConversation("a thousand times"));
    Callable<Answer> post = () -> with(ada, "again").post(path, Map.of("content", "once"));

    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
      for (Future<Answer> answer :
          threads.invokeAll(IntStream.range(0, 500).mapToObj(_ -> post).toList())) {
        answers.add(answer.get());
      }
    }
    for (int i = 0; i < 500; i++) {
      Answer answer = post.call();
      assertThat(answer.status()).isEqualTo(201);
      answers.add(answer);
    }

    Set<String> said = new HashSet<>();
    for (Answer answer : answers) {
      if (answer.status() == 409) {
        answer.assertProblem(409, "idempotency.in_progress");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
      } else {
        said.add(answer.status() + answer.body());
      }
    }
    assertThat(said).hasSize(1);
    assertThat(count(ada, path)).isEqualTo(1);
  }

  /** The service was killed after the commit and before the answer was kept. */
  @Test
  void whatWasCommittedBeforeACrashIsFoundAndNotDoneAgain() {
    Person ada = people.someone();
    UUID project = ada.api().post("/api/v1/projects", Map.of("name", "p")).id();
    UUID conversation = ada.createConversation("crash");

    for (Map.Entry<String, Object> request :
        Map.<String, Object>of(
                messages(conversation),
                Map.of("content", "hello"),
                messages(conversation) + "/bulk",
                Map.of("messages", List.of(Map.of("content", "a"), Map.of("content", "b"))),
                "/api/v1/messages",
                Map.of("content", "flat", "project_id", project),
                "/api/v1/conversations",
                Map.of("title", "a new one"),
                "/api/v1/projects",
                Map.of("name", "another"))
            .entrySet()) {
      Answer first = with(ada, "crash").post(request.getKey(), request.getValue());
      forgetTheAnswer();
      Answer again = with(ada, "crash").post(request.getKey(), request.getValue());

      assertThat(again.json(201)).as(request.getKey()).isEqualTo(first.json(201));
      assertThat(again.header("Idempotent-Replayed")).isEmpty();
    }
    assertThat(count(ada, messages(conversation))).isEqualTo(3);
    assertThat(count(ada, "/api/v1/messages")).isEqualTo(4);
    assertThat(count(ada, "/api/v1/conversations")).isEqualTo(4);
    assertThat(count(ada, "/api/v1/projects")).isEqualTo(2);
  }

  @Test
  void whileAnAttemptRunsAnotherWaits() {
    Person ada = people.someone();
    String path = messages(ada.createConversation("patience"));
    with(ada, "slow").post(path, Map.of("content", "x")).assertStatus(201);
    forgetTheAnswer();
    jdbc.sql("UPDATE idempotency_key SET leased_until = now() + interval '1 hour' WHERE " + LAST)
        .update();

    Answer answer = with(ada, "slow").post(path, Map.of("content", "x"));

    answer.assertProblem(409, "idempotency.in_progress");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aDayLaterTheKeyIsNew() {
    Person ada = people.someone();
    String path = messages(ada.createConversation("the next day"));
    with(ada, "daily").post(path, Map.of("content", "today")).assertStatus(201);
    jdbc.sql(
            "UPDATE idempotency_key SET first_attempt = first_attempt - interval '25 hours' WHERE "
                + LAST)
        .update();

    Answer answer = with(ada, "daily").post(path, Map.of("content", "tomorrow"));

    answer.assertStatus(201);
    assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    assertThat(count(ada, path)).isEqualTo(2);
  }

  /** There is nobody whose key it could be, and tokens are not stored. */
  @Test
  void whoeverSignsInIsGivenNewTokensEachTime() {
    Person ada = people.someone();
    Api api = people.anonymous().with("Idempotency-Key", "sign in");
    Map<String, String> login = Map.of("username", ada.name(), "password", ada.password());

    JsonNode first = api.post("/api/v1/auth/login", login).json(200);
    JsonNode second = api.post("/api/v1/auth/login", login).json(200);

    assertThat(second.required("refresh_token")).isNotEqualTo(first.required("refresh_token"));
  }

  private static final String LAST =
      "claim = (SELECT claim FROM idempotency_key ORDER BY first_attempt DESC LIMIT 1)";

  private void forgetTheAnswer() {
    jdbc.sql(
            "UPDATE idempotency_key SET status = NULL, body = NULL, content_type = NULL,"
                + " leased_until = now() WHERE "
                + LAST)
        .update();
  }

  private static Api with(Person person, String key) {
    return person.api().with("Idempotency-Key", key);
  }

  private static int count(Person person, String path) {
    return person.api().get(path).json(200).required("items").size();
  }

  private static String messages(UUID conversation) {
    return "/api/v1/conversations/%s/messages".formatted(conversation);
  }
}
