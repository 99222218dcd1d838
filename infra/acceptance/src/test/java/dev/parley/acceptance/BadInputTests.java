package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.acceptance.Parley.Person;
import dev.parley.local.launch.LocalParley.LocalProcess;
import dev.parley.testing.Api;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.WsClient;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile or clumsy clients try, through the gateway and past it. */
class BadInputTests {

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void noDoorOpensForAForgedToken(String token) {
    for (LocalProcess process : processes()) {
      Api door = Api.atPort(process.port()).as(token);
      for (String path : List.of("/actuator/prometheus", pathOf(process.component()))) {
        door.get(path).assertProblem(401, "auth.token_invalid");
      }
    }
    try (WsClient client = WsClient.connect(Parley.ws()).hello(token)) {
      assertThat(client.goodbye().code()).isEqualTo(4401);
    }
  }

  @Test
  void aRefreshTokenIsNoAccessToken() {
    Person ada = Parley.person("ada");

    for (LocalProcess process : processes()) {
      Api.atPort(process.port())
          .as(ada.refreshToken())
          .get(pathOf(process.component()))
          .assertProblem(401, "auth.token_invalid");
    }
  }

  @Test
  void figuresAreForOperatorsOnEveryPort() {
    String person = Parley.person("ada").token();
    String admin = Parley.admin().token();

    for (LocalProcess process : processes()) {
      Api port = Api.atPort(process.port());
      for (String path : List.of("/actuator/prometheus", "/actuator/metrics", "/actuator/env")) {
        port.get(path).assertProblem(401, "auth.required");
        port.as(person).get(path).assertProblem(403, "access.denied");
        port.as(admin).get(path).assertProblem(403, "access.denied");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1.evil.example"})
  void aForeignPageGetsNoWebSocket(String origin) {
    assertThatThrownBy(() -> WsClient.connect(Parley.ws(), "Origin", origin))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void ownPagesGetOne() {
    String own = Parley.local().url().toString();
    String token = Parley.person("ada").token();

    try (WsClient client = WsClient.connect(Parley.ws(), "Origin", own).hello(token)) {
      client.next("welcome");
    }
  }

  @Test
  void whoNeverSaysHelloIsSentAway() {
    try (WsClient silent = WsClient.connect(Parley.ws())) {
      assertThat(silent.goodbye()).isEqualTo(new WsClient.Goodbye(4408, "hello.timeout"));
    }
  }

  @Test
  void bodiesAreJudgedByTheSameWordsThroughTheGateway() {
    Api ada = Parley.person("ada").api();
    String path = "/api/v1/conversations";

    ada.post(path, "application/json", "{\"title\":")
        .assertProblem(400, "request.malformed_json")
        .hasInstance(path);
    ada.post(path, "application/json", "").assertProblem(400, "request.body_missing");
    ada.post(path, Map.of("title", "x", "colour", "red"))
        .assertProblem(400, "request.unknown_field")
        .hasErrorAt("/colour");
    ada.post(path, Map.of("title", 5)).assertProblem(400, "request.wrong_type");
    ada.post(path, Map.of("title", "x".repeat(2_000_000))).assertProblem(413, "request.too_large");
    ada.get(path + "/" + UUID.randomUUID()).assertProblem(404, "conversation.not_found");
    ada.get("/api/v1/nothing").assertProblem(404, "route.not_found");
    ada.get("/nothing").assertProblem(404, "route.not_found");
  }

  private static List<LocalProcess> processes() {
    return Services.TAKING_TOKENS.stream()
        .map(Parley.local()::processes)
        .flatMap(List::stream)
        .toList();
  }

  private static String pathOf(String component) {
    return switch (component) {
      case "search-service" -> "/api/v1/search?q=x";
      case "metrics-service" -> "/api/v1/performance/metrics";
      case "realtime-service" -> "/actuator/health";
      default -> "/api/v1/me";
    };
  }
}
