package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.Api;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;

@GatewayTest
class DoorIntegrationTests {

  @Autowired private StringRedisTemplate redis;
  private Api anyone = Api.atPort(0);
  private Api ada = Api.atPort(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
    ada = anyone.as(TestTokens.userToken("ada").value());
  }

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void refusesHostileTokensBeforeAnyServiceSeesThem(String token) {
    String path = "/api/v1/hostile";

    anyone.as(token).get(path).assertProblem(401, "auth.token_invalid").hasInstance(path);
    anyone.as(token).get("/actuator/prometheus").assertProblem(401, "auth.token_invalid");

    assertThat(Upstreams.requests(path)).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAMethodOrAnAddress() {
    var unheard = ada.send("BREW", "/api/v1/me", null, BodyPublishers.noBody());
    unheard.assertProblem(405, "route.method_not_allowed").hasDetailContaining("method");
    assertThat(unheard.header("Allow")).contains("GET").doesNotContain("BREW");

    var posted = anyone.post("/openapi.json", null);
    posted
        .assertProblem(405, "route.method_not_allowed")
        .hasDetailContaining("This path takes GET");
    assertThat(posted.header("Allow")).contains("GET");

    ada.get("/api/v1//me").assertProblem(400, "request.invalid_address").hasDetailContaining("//");
    ada.get("/nowhere/").assertProblem(404, "route.not_found").hasDetailContaining("slash");
    anyone.get("/favicon.ico").assertProblem(404, "route.not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/me",
        "/api/projects",
        "/api/v1/auth/login", // which is posted
        "/api/v1/auth/sessions",
        "/api/v1/site/",
        "/actuator/prometheus",
        "/no-such"
      })
  void asksStrangersToSignIn(String path) {
    anyone.get(path).assertProblem(401, "auth.required");
    anyone.with("Authorization", "Basic YTpi").get(path).assertProblem(401, "auth.token_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/auth/login", "/api/v1/auth/register", "/api/auth/refresh"})
  void signingInNeedsNoTokenNorMindsAnOldOne(String path) {
    anyone.post(path, null).assertStatus(200);
    anyone.as(TestTokens.userToken("ada").expired().value()).post(path, null).assertStatus(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.well-known/openid-configuration", "/api/v1/site"})
  void whatOneReadsBeforeSigningInIsOpen(String path) {
    anyone.get(path).assertStatus(200);
  }

  @Test
  void aRevokedSessionIsRefused() {
    UUID session = UUID.randomUUID();
    TestToken token = TestTokens.userToken("ada").inSession(session);
    redis.opsForValue().set("parley:session:revoked:{" + token.userId() + "}:" + session, "1");

    anyone.as(token.value()).get("/api/v1/me").assertProblem(401, "auth.token_invalid");
    anyone
        .as(TestTokens.userToken("ada").inSession(UUID.randomUUID()).value())
        .get("/api/v1/me")
        .assertStatus(200);
  }

  @Test
  void figuresAreForOperators() {
    ada.get("/actuator/prometheus").assertProblem(403, "access.denied");
    anyone
        .as(TestTokens.adminToken().value())
        .get("/actuator/prometheus")
        .assertProblem(403, "access.denied");
    String exposition =
        anyone
            .as(TestTokens.serviceToken("metrics-service").value())
            .get("/actuator/prometheus")
            .assertStatus(200)
            .body();
    assertThat(exposition).contains("http_request_duration_seconds_bucket");
  }

  /** A path that a client makes up must not become a label. */
  @Test
  void figuresNameNoPathThatAClientMadeUp() {
    ada.get("/api/v1/made-up-by-a-client").assertStatus(200);
    ada.get("/nowhere-made-up-by-a-client").assertStatus(404);

    assertThat(
            anyone
                .as(TestTokens.serviceToken("metrics-service").value())
                .get("/actuator/prometheus")
                .body())
        .doesNotContain("made-up-by-a-client");
  }

  /** Routes are matched decoded; whoever guards or counts them compares them as they are spelt. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%61ctuator/prometheus",
        "/actuator;x=1/prometheus",
        "/actuato%72",
        "/.well-known/../api/v1/me",
        "/.well-known/..%2fapi/v1/me",
        "/%2e/livez",
        "/api/v1//search",
        "/api/v1/%73earch",
        "/api/v1/search/%2e%2e/me",
        "/api/v1/me/%2500"
      })
  void everyPathHasOneSpelling(String path) {
    ada.get(path).assertProblem(400, "request.invalid_address");
  }

  @Test
  void figuresHaveNoOtherAddress() {
    ada.get("/actuator").assertProblem(403, "access.denied");
  }

  /** It would say where services are, and let routes be changed. */
  @Test
  void routesAreNobodysBusiness() {
    Api operator = anyone.as(TestTokens.serviceToken("metrics-service").value());

    for (String path : List.of("/actuator/gateway", "/actuator/gateway/routes", "/actuator/env")) {
      operator.get(path).assertStatus(404);
      operator.post(path, null).assertStatus(404);
      ada.get(path).assertProblem(403, "access.denied");
      anyone.get(path).assertProblem(401, "auth.required");
    }
  }

  @Test
  void tooLongAHeaderOrAddressIsRefusedAndTheNextRequestIsNot() {
    String tooLong = "x".repeat(20_000);

    ada.with("X-Long", tooLong).get("/api/v1/me").assertStatus(431);
    ada.get("/api/v1/me?q=" + tooLong).assertStatus(414);
    ada.get("/api/v1/me").assertStatus(200);
  }

  @Test
  void refusesMoreThanAMegabyteWhetherAnnouncedOrNot() {
    byte[] big = new byte[1 << 21];

    ada.send("POST", "/api/v1/big", "application/json", BodyPublishers.ofByteArray(big))
        .assertProblem(413, "request.too_large");
    ada.send(
            "POST",
            "/api/v1/big",
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)))
        .assertProblem(413, "request.too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1:1",
        "not a url"
      })
  void foreignPagesOpenNoSocket(String origin) {
    assertNotAdmitted(403, "/ws", "Origin", origin);
  }

  @Test
  void norUnderAnotherSpelling() {
    String token = TestTokens.userToken("ada").bearer();

    assertNotAdmitted(400, "/w%73", "Origin", "https://evil.example", "Authorization", token);
  }

  private void assertNotAdmitted(int status, String path, String... headers) {
    assertThatThrownBy(() -> WsClient.connect(ws(path), headers))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
  }

  private URI ws(String path) {
    return URI.create(anyone.base().replaceFirst("http", "ws") + path);
  }
}
