package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClients.Person;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is made by a POST is made once by a key; of messages there are tests of their own. */
@ChatServiceTest
class IdempotentCreationIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;

  /** Also when the service died after it was made and before the answer was kept. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/conversations | application/json              | {\"title\": \"%s\"}",
        "/api/v1/projects      | application/json              | {\"name\": \"%s\"}",
        "/api/v1/imports       | application/json              | import",
        "/api/v1/files         | text/plain                    | %s",
        "/api/v1/files         | multipart/form-data; boundary | form",
      })
  void isMadeOnceByAKey(String path, String type, String body) {
    Person ada = people.someone();
    int before = total(ada, path);

    Answer first = post(ada, path, type, body, "one");
    Answer again = post(ada, path, type, body, "one");
    post(ada, path, type, body, "another").assertProblem(422, "idempotency.key_reused");

    assertThat(again.status()).isEqualTo(first.status()).isBetween(201, 202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    forgetTheAnswer();
    assertThat(post(ada, path, type, body, "one").id()).isEqualTo(first.id());
    assertThat(total(ada, path)).isEqualTo(before + 1);
  }

  /** What is shown once is kept nowhere, not even for a repeat. */
  @Test
  void aTokenIsNotShownTwice() {
    Person ada = people.someone();
    Api api = ada.api().with("Idempotency-Key", "a token");
    Map<String, Object> wish = Map.of("name", "a script", "scopes", new String[] {"read"});

    String token = api.post("/api/v1/me/tokens", wish).json(201).required("token").asText();

    api.post("/api/v1/me/tokens", wish).assertProblem(409, "idempotency.answer_not_kept");
    api.post("/api/v1/me/tokens", Map.of("name", "other", "scopes", new String[] {"read"}))
        .assertProblem(422, "idempotency.key_reused");
    assertThat(total(ada, "/api/v1/me/tokens")).isEqualTo(1);
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM idempotency_key k"
                        + " WHERE position(? IN convert_from(coalesce(k.body, ''), 'UTF8')) > 0")
                .param(token)
                .query(Integer.class)
                .single())
        .isZero();
  }

  /** A body is held in memory where it has a key, but not one of any size. */
  @Test
  void whatIsTooLargeIsNotHeld() {
    people
        .someone()
        .api()
        .with("Idempotency-Key", "large")
        .send(
            "POST",
            "/api/v1/conversations",
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 << 20])))
        .assertProblem(413, "request.too_large");
  }

  private static Answer post(Person person, String path, String type, String body, String word) {
    // chosen anew each time, as browsers do
    String boundary = "limit-" + UUID.randomUUID();
    return person
        .api()
        .with("Idempotency-Key", "the key")
        .post(
            path,
            type.endsWith("boundary") ? type + "=" + boundary : type,
            switch (body) {
              case "import" ->
                  """
                  {"source": "slack", "items": [
                    {"external_id": "1", "title": "%s", "content": "hello"}]}"""
                      .formatted(word);
              case "form" ->
                  "--%1$s\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n%2$s\r\n--%1$s--\r\n"
                      .formatted(boundary, word);
              default -> body.formatted(word);
            });
  }

  private void forgetTheAnswer() {
    jdbc.sql(
            "UPDATE idempotency_key SET status = NULL, leased_until = now()"
                + " WHERE first_attempt = (SELECT max(first_attempt) FROM idempotency_key)")
        .update();
  }

  private static int total(Person person, String path) {
    return person.api().get(path).json(200).required("items").size();
  }
}
