package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.TestTokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/** Everybody here comes from one address, so each test is a program of its own. */
@ParleyTest(
    redis = true,
    properties = {"RATE_LIMIT_ADDRESS=100000", "PARLEY_TRUSTED_PROXIES=192\\.0\\.2\\.1"})
@ContextConfiguration(initializers = Upstreams.class)
class LimitIntegrationTests {

  private static final int CALLERS = 32;

  @LocalServerPort private int port;
  private Api anyone;

  @BeforeEach
  void anotherProgram() {
    anyone = Api.atPort(port).with("User-Agent", "test/" + UUID.randomUUID());
  }

  @Test
  void whatCompletesWordsWhileTheyAreTypedIsNoSearch() {
    Api ada = someone();
    IntStream.range(0, 31).forEach(_ -> ada.get("/api/v1/search/suggest").assertStatus(200));

    assertThat(ada.get("/api/v1/search").assertStatus(200).header("RateLimit"))
        .contains("\"search\";r=29;");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/v1/search,                  search, 30,  60",
    "POST, /api/v1/files,                   upload, 5,   60",
    "POST, /api/v1/imports,                 upload, 5,   60",
    "POST, /api/v1/conversations/1/replies, chat,   20,  60",
  })
  void someRoutesHaveLimitsOfTheirOwn(
      String method, String path, String policy, int quota, int window) {
    Api ada = someone();

    Answer first = send(ada, method, path).assertStatus(200);
    assertThat(first.header("RateLimit-Policy"))
        .isEqualTo("\"default\";q=100;w=60, \"%s\";q=%d;w=%d".formatted(policy, quota, window));
    assertThat(first.header("RateLimit"))
        .matches("\"default\";r=99;t=\\d+, \"%s\";r=%d;t=\\d+".formatted(policy, quota - 1));

    IntStream.range(1, quota).forEach(_ -> send(ada, method, path).assertStatus(200));
    Answer refused = send(ada, method, path);

    refused.assertProblem(429, "rate_limit." + policy).hasInstance(path);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, window);
    assertThat(refused.header("RateLimit")).contains("\"%s\";r=0;t=".formatted(policy));
    ada.get("/api/v1/me").assertStatus(200);
  }

  @Test
  void neverOneTooManyHoweverManyAskTwoGatewaysAtOnce(@Autowired Environment settings)
      throws InterruptedException {
    try (var other = AnotherGateway.like(settings);
        var threads = Executors.newFixedThreadPool(2 * CALLERS)) {
      for (int round = 0; round < 5; round++) {
        String ada = TestTokens.userToken("u" + UUID.randomUUID()).value();
        var together = new CyclicBarrier(2 * CALLERS);
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int gateway : List.of(port, other.port())) {
          Api api = Api.atPort(gateway).as(ada);
          Callable<Integer> search =
              () -> {
                together.await();
                return api.get("/api/v1/search?q=x").status();
              };
          callers.addAll(Collections.nCopies(CALLERS, search));
        }

        assertThat(threads.invokeAll(callers))
            .extracting(Future::resultNow)
            .containsOnly(200, 429)
            .filteredOn(status -> status == 200)
            .hasSize(30);
      }
    }
  }

  /** The other one may only see that it is not there. */
  @Test
  void somebodysLimitIsNobodyElses() {
    Api ada = someone();
    IntStream.range(0, 31).forEach(_ -> ada.get("/api/v1/search"));

    ada.get("/api/v1/search").assertProblem(429, "rate_limit.search");
    someone().get("/api/v1/search").assertStatus(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "register"})
  void anAccountIsTriedFiveTimesByWhomever(String path) {
    String name = "user-" + UUID.randomUUID();
    List<String> spellings =
        List.of(name, name.toUpperCase(Locale.ROOT), " " + name + " ", name, name);

    spellings.forEach(
        spelling ->
            another().post("/api/auth/" + path, Map.of("username", spelling)).assertStatus(200));

    Answer refused = another().post("/api/v1/auth/" + path, Map.of("username", name));
    refused.assertProblem(429, "rate_limit." + path);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 900);
    another().post("/api/v1/auth/" + path, someName()).assertStatus(200);
  }

  @Test
  void aCallerTriesFiveTimesWhateverAccounts() {
    IntStream.range(0, 5)
        .forEach(_ -> anyone.post("/api/v1/auth/login", someName()).assertStatus(200));

    anyone.post("/api/v1/auth/login", someName()).assertProblem(429, "rate_limit.login");
    anyone.post("/api/v1/auth/register", someName()).assertStatus(200);
  }

  /** What a client writes about its address moves it nowhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "CF-Connecting-IP"})
  void noHeaderMovesACallerToAnotherBucket(String header) {
    List<Integer> statuses =
        IntStream.range(0, 200)
            .mapToObj(i -> anyone.with(header, value(header, i)).get("/api/v1/site").status())
            .toList();

    assertThat(statuses).containsOnly(200, 429);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(100);
  }

  @Test
  void whoShowsABadTokenIsCountedAsNobody() {
    Api forger = anyone.as("forged");
    IntStream.range(0, 100)
        .forEach(_ -> forger.get("/api/v1/me").assertProblem(401, "auth.token_invalid"));

    forger.get("/api/v1/me").assertProblem(429, "rate_limit.default");
    anyone.get("/api/v1/site").assertProblem(429, "rate_limit.default");
    someone().get("/api/v1/me").assertStatus(200);
  }

  @Test
  void probesAreNotCounted() {
    assertThat(anyone.get("/readyz").assertStatus(200).header("RateLimit")).isEmpty();
  }

  /** A monitor that looks twice a second must not read that all is down. */
  @Test
  void whoLooksHowAllFaresIsNotCountedEither() {
    for (int i = 0; i < 120; i++) {
      Answer answer = anyone.get("/api/health");
      assertThat(answer.status()).isIn(200, 503);
      assertThat(answer.header("RateLimit")).isEmpty();
    }
    anyone.get("/api/v1/site").assertStatus(200);
  }

  @Test
  void whoReadsTheDescriptionHasAsMuchLeftOfTheApi() {
    for (String path : List.of("/openapi.json", "/asyncapi.yaml", "/docs", "/docs/page.css")) {
      assertThat(anyone.get(path).assertStatus(200).header("RateLimit-Policy"))
          .isEqualTo("\"documents\";q=1000;w=60");
    }
    assertThat(anyone.get("/api/v1/site").header("RateLimit")).contains("\"default\";r=99;");
  }

  /** A handshake is a request like others. */
  @Test
  void whoSaysWhoItIsAtTheHandshakeIsCountedAsThatPerson() throws IOException {
    String ada = TestTokens.userToken("u" + UUID.randomUUID()).value();
    Api.atPort(port).as(ada).get("/api/v1/me").assertStatus(200);

    assertThat(handshake("Authorization: Bearer " + ada))
        .contains("RateLimit-Policy: \"default\";q=100;w=60\r\n", "\"default\";r=98;");
    assertThat(handshake("Authorization: Bearer forged")).contains("\"address\";q=");
    assertThat(handshake("X-Nothing: said")).contains("\"address\";q=");
  }

  private String handshake(String header) throws IOException {
    return RawHttp.answer(
            port,
            "GET /ws HTTP/1.1",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            header)
        .head();
  }

  @Test
  void whatSignsInIsSmall() {
    anyone
        .post("/api/v1/auth/login", Map.of("username", "x".repeat(20_000)))
        .assertProblem(413, "request.too_large");
  }

  @Test
  void theBodyThatWasLookedIntoGoesOn() {
    Map<String, String> body = someName();
    anyone.post("/api/v1/auth/login", body).assertStatus(200);

    assertThat(Upstreams.requests("/api/v1/auth/login"))
        .anySatisfy(request -> assertThat(request.body()).contains(body.get("username")));
  }

  private Api another() {
    return Api.atPort(port).with("User-Agent", "test/" + UUID.randomUUID());
  }

  private Api someone() {
    return anyone.as(TestTokens.userToken("u" + UUID.randomUUID()).value());
  }

  private static Map<String, String> someName() {
    return Map.of("username", "user-" + UUID.randomUUID(), "password", "x");
  }

  private static Answer send(Api api, String method, String path) {
    return method.equals("GET") ? api.get(path) : api.post(path, Map.of());
  }

  private static String value(String header, int i) {
    String address = "198.51.%d.%d".formatted(i / 250, i % 250);
    return header.equals("Forwarded") ? "for=" + address : address;
  }
}
