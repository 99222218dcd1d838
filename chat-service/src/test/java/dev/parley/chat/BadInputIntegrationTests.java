package dev.parley.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.testing.HostileTokens;
import dev.parley.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class BadInputIntegrationTests {

  private static final String JSON = "application/json";
  private static final String CONVERSATIONS = "/api/v1/conversations";

  @Autowired private ChatClients people;

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void refusesHostileTokens(String token) {
    var mallory = people.anonymous().as(token);

    mallory.get("/api/v1/me").assertProblem(401, "auth.token_invalid");
    mallory.post(CONVERSATIONS, Map.of("title", "x")).assertProblem(401, "auth.token_invalid");
    mallory.get("/actuator/prometheus").assertProblem(401, "auth.token_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/me",
        "/api/v1/projects",
        "/api/v1/conversations",
        "/api/v1/no-such-thing",
        "/actuator/prometheus"
      })
  void asksStrangersToSignIn(String path) {
    people.anonymous().get(path).assertProblem(401, "auth.required").hasInstance(path);
  }

  /** A token that is sound but belongs to nobody who has an account. */
  @Test
  void anAccountThatIsGoneHasNothing() {
    var ghost = people.anonymous().as(TestTokens.userToken("ghost").value());

    ghost.get("/api/v1/me").assertProblem(404, "account.not_found");
    ghost.post(CONVERSATIONS, Map.of("title", "x")).assertProblem(404, "account.not_found");
    ghost.post("/api/v1/projects", Map.of("name", "x")).assertProblem(404, "account.not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": | request.malformed_json",
        "title=x | request.malformed_json",
        "{\"title\":\"x\"} trailing | request.malformed_json",
        "[] | request.wrong_type",
        "\"text\" | request.wrong_type",
        "{\"title\":\"x\",\"titel\":\"y\"} | request.unknown_field",
        "{\"title\":5} | request.wrong_type",
        "{\"title\":[\"x\"]} | request.wrong_type",
        "{\"title\":\"x\",\"visibility\":\"secret\"} | request.wrong_type",
        "{\"title\":\"x\",\"visibility\":1} | request.wrong_type",
        "{\"title\":\"x\",\"project_id\":\"1\"} | request.wrong_type",
        "{\"title\":\"x\",\"member_ids\":\"all\"} | request.wrong_type",
        "{\"title\":\"x\",\"member_ids\":[null]} | request.invalid",
        "{} | request.invalid",
        "null | request.body_missing",
        "'' | request.body_missing",
      })
  void saysWhatIsWrongWithABody(String body, String code) {
    people.someone().api().post(CONVERSATIONS, JSON, body).assertProblem(400, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "a\\udfff"})
  void takesNoTextThatCannotBeKept(String text) {
    var anybody = people.anonymous();
    var api = people.someone().api();

    for (String body :
        List.of(
            "{\"username\":\"ada%s\",\"password\":\"a long one\"}",
            "{\"username\":\"ada\",\"password\":\"a long one%s\"}")) {
      anybody
          .post("/api/v1/auth/login", JSON, body.formatted(text))
          .assertProblem(400, "request.invalid");
    }
    api.post("/api/v1/projects", JSON, "{\"name\":\"a%s\"}".formatted(text))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/name");
    api.post(CONVERSATIONS, JSON, "{\"title\":\"x\",\"metadata\":{\"a\":[\"%s\"]}}".formatted(text))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/metadata");
  }

  @Test
  void takesNoNumberThatCannotBeKept() {
    people
        .someone()
        .api()
        .post(CONVERSATIONS, JSON, "{\"title\":\"x\",\"metadata\":{\"a\":1e400}}")
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/metadata");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00a0", "\u200b", "a\u202eb", "\u200d"})
  void aNameHasSomethingToSee(String name) {
    people
        .anonymous()
        .post(
            "/api/v1/auth/register",
            Map.of(
                "username",
                "invisible",
                "email",
                "i@example.org",
                "password",
                ChatClients.PASSWORD,
                "display_name",
                name))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/display_name");
  }

  @Test
  void anEmptyAddressIsNone() {
    people
        .anonymous()
        .post(
            "/api/v1/auth/register",
            Map.of("username", "mailless", "email", "", "password", ChatClients.PASSWORD))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/email");
  }

  @Test
  void refusesBottomlessJson() {
    String deep = "{\"title\":\"x\",\"metadata\":" + "{\"a\":".repeat(20) + "1" + "}".repeat(21);

    people
        .someone()
        .api()
        .post(CONVERSATIONS, JSON, deep)
        .assertProblem(400, "request.too_complex");
  }

  @Test
  void refusesMoreThanAMegabyteWhetherAnnouncedOrNot() {
    var api = people.someone().api();
    byte[] big = "{\"title\":\"%s\"}".formatted("x".repeat(1 << 20)).getBytes(UTF_8);

    api.send("POST", CONVERSATIONS, JSON, BodyPublishers.ofByteArray(big))
        .assertProblem(413, "request.too_large");
    api.send(
            "POST",
            CONVERSATIONS,
            JSON,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)))
        .assertProblem(413, "request.too_large");
  }

  @Test
  void namesWhatAPathTakes() {
    var api = people.someone().api();

    api.post(CONVERSATIONS, "text/plain", "x").assertProblem(415, "request.unsupported_media_type");
    api.delete(CONVERSATIONS).assertProblem(405, "route.method_not_allowed");
    api.get("/api/v1/nothing-here").assertProblem(404, "route.not_found");
    api.get(CONVERSATIONS + "/not-an-id").assertProblem(400, "request.invalid_parameter");
    api.get(CONVERSATIONS + "/" + UUID.randomUUID()).assertProblem(404, "conversation.not_found");
  }
}
