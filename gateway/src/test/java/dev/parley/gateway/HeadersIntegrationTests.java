package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Problems;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every answer carries, and whom browsers are told to let read it. */
@GatewayTest
class HeadersIntegrationTests {

  private static final String PAGE = "https://chat.example.org";

  @LocalServerPort private int port;
  private Api anyone = Api.atPort(0);
  private Api ada = Api.atPort(0);

  @BeforeEach
  void connect() {
    anyone = Api.atPort(port);
    ada = anyone.as(TestTokens.userToken("ada").value());
  }

  @Test
  void everyAnswerSaysHowLongItTookAndWhatBrowsersMayDoWithIt() {
    Upstreams.at(
        "/api/v1/secured",
        exchange -> {
          exchange.getResponseHeaders().add("X-Content-Type-Options", "whatever");
          TinyServer.answer(exchange, 200, "{}");
        });
    for (String path : new String[] {"/api/v1/secured", "/api/health", "/no-such", "/"}) {
      Answer answer = ada.get(path);
      assertThat(answer.header("X-Request-Id")).as(path).matches("[0-9a-f]{32}");
      assertThat(answer.header("Server-Timing")).as(path).contains("gw;dur=");
      assertThat(answer.response().headers().allValues("X-Content-Type-Options"))
          .as(path)
          .containsExactly("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(answer.header("Content-Security-Policy"))
          .as(path)
          .contains("frame-ancestors 'none'");
      assertThat(answer.header("Strict-Transport-Security")).as(path).isEmpty();
    }
    assertThat(ada.get("/api/v1/me").header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(anyone.post("/api/v1/auth/login", null).header("Cache-Control"))
        .isEqualTo("no-store");
    assertThat(ada.get("/no-such").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aPreflightIsAnsweredHereAndNeedsNoToken() {
    Answer answer = preflight(PAGE, "/api/v1/preflown").assertStatus(204);

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "If-Match");
    assertThat(answer.header("Vary")).contains("Origin");
    assertThat(Upstreams.requests("/api/v1/preflown")).isEmpty();

    preflight("https://evil.example", "/api/v1/preflown").assertProblem(403, "origin.not_allowed");
  }

  private Answer preflight(String origin, String path) {
    return anyone
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "PUT")
        .with("Access-Control-Request-Headers", "authorization")
        .send("OPTIONS", path, null, BodyPublishers.noBody());
  }

  @Test
  void configuredPagesMayReadAndOthersMayNot() {
    Answer allowed = ada.with("Origin", PAGE).get("/api/v1/me").assertStatus(200);
    assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(allowed.header("Access-Control-Expose-Headers")).contains("ETag", "Retry-After");

    assertThat(anyone.with("Origin", PAGE).get("/api/v1/me").assertStatus(401))
        .extracting(answer -> answer.header("Access-Control-Allow-Origin"))
        .as("a page must be able to read that its token has expired")
        .isEqualTo(PAGE);

    Answer other = ada.with("Origin", "https://evil.example").get("/api/v1/me").assertStatus(200);
    assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(other.header("Vary")).contains("Origin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "414 | request.address_too_long | GET /LONG HTTP/1.1",
        "431 | request.headers_too_large | GET /livez HTTP/1.1 \\ X-Long: LONG",
        "400 | request.malformed | GET /livez HTTP/1.1 \\ a b: c",
        "400 | request.malformed | GARBAGE",
        "400 | request.malformed | GET /%zz HTTP/1.1",
        "400 | request.malformed | POST /livez HTTP/1.1 \\ Content-Length: 1 \\ Content-Length: 2",
      })
  void whatTheServerItselfRefusesIsAProblemToo(int status, String code, String request)
      throws IOException {
    String[] lines = request.replace("LONG", "x".repeat(20_000)).split(" \\\\ ", -1);

    RawHttp.Answer answer = RawHttp.answer(port, lines);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.head()).containsIgnoringCase("X-Content-Type-Options: nosniff");
    Problems.assertProblem(status, "application/problem+json", answer.body()).hasCode(code);
    ada.get("/api/v1/me").assertStatus(200);
  }
}
