package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Canaries in everything that is somebody's own, and then a look for them where operators look. */
class NothingSecretTests {

  private static final List<String> SERVICES =
      List.of("gateway", "chat-service", "search-service", "realtime-service", "metrics-service");

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> canaries = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();

  @Test
  void isInLogsTracesOrMetrics() throws IOException {
    String password = canary("password");
    String name = "canary" + mark;
    asked(
        Parley.api()
            .post(
                "/api/v1/auth/register",
                Map.of("username", name, "email", name + "@example.org", "password", password)));
    asked(login(name, canary("wrong-password")));
    JsonNode session = asked(login(name, password)).json(200);
    String access = secret(session.required("access_token").asText());
    String refresh = secret(session.required("refresh_token").asText());
    Api ada = Parley.api().as(access);

    secret(
        asked(ada.post("/api/v1/me/tokens", Map.of("name", "a token", "scopes", List.of("read"))))
            .body()
            .replaceFirst("(?s).*(prl_[A-Za-z0-9_-]+).*", "$1"));
    UUID conversation = ada.post("/api/v1/conversations", Map.of("title", canary("title"))).id();
    String messages = "/api/v1/conversations/" + conversation + "/messages";
    String text = canary("message");
    try (WsClient device = WsClient.join(Parley.ws(), access)) {
      JsonNode message = asked(ada.post(messages, Map.of("content", text))).json(201);
      device.until(conversation, 1);
      asked(
          ada.patch(
              "/api/v1/messages/" + message.path("id").asText(),
              Map.of("content", canary("edited"))));
    }
    asked(ada.post(messages, Map.of("content", canary("refused"), "role", "nobody")));
    asked(ada.post(messages, "application/json", "{\"content\": \"" + canary("broken")));
    asked(ada.get("/api/v1/search?q=" + canary("query")));
    asked(Parley.api().as(canary("forged-token")).get("/api/v1/me"));
    asked(ada.post("/graphql", Map.of("query", "{ " + canary("graphql").replace('-', '_') + " }")));
    Patience.await()
        .until(() -> ada.get("/api/v1/search?q=" + mark).json(200).path("total").asInt() > 0);
    asked(Parley.api().post("/api/v1/auth/refresh", Map.of("refresh_token", refresh)));

    assertThat(logs()).isNotEmpty().allSatisfy((file, log) -> assertClean(file, log));
    for (String service : SERVICES) {
      assertClean(
          "metrics of " + service,
          Parley.figures(Parley.instance(service)).collect(Collectors.joining("\n")));
    }
    for (Answer answer : answers) {
      String id = answer.header("X-Request-Id");
      assertClean("trace " + id, Parley.TRACES.trace(id).toString());
    }
  }

  private static Answer login(String name, String password) {
    return Parley.api().post("/api/v1/auth/login", Map.of("username", name, "password", password));
  }

  private Answer asked(Answer answer) {
    answers.add(answer);
    return answer;
  }

  private String canary(String of) {
    return secret("canary-%s-%s".formatted(of, mark));
  }

  private String secret(String value) {
    canaries.add(value);
    canaries.add(value.replace('-', '_'));
    return value;
  }

  private void assertClean(String where, String text) {
    for (String canary : canaries) {
      int at = text.indexOf(canary);
      assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), at)).as(where).isEmpty();
    }
  }

  private static Map<String, String> logs() throws IOException {
    try (Stream<Path> files = Files.list(Parley.local().logs())) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .collect(Collectors.toMap(Path::toString, NothingSecretTests::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
