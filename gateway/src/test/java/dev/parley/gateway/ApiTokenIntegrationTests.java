package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.security.ApiToken;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Personal API tokens open every service, which sees but a short-lived token. */
@GatewayTest
class ApiTokenIntegrationTests {

  private static final String EXCHANGE = "/api/v1/auth/token";

  /** What the issuer answers to which API token: an access token, or else a status. */
  private static final Map<String, String> ISSUED = new ConcurrentHashMap<>();

  private static final Map<String, Integer> FAILING = new ConcurrentHashMap<>();

  private final UUID id = UUID.randomUUID();
  private final String apiToken = ApiToken.random(id, new SecureRandom()).text();
  private final TestToken accessToken =
      TestTokens.userToken("ada").inSession(id).withScope("read write");

  @Autowired private StringRedisTemplate redis;
  private Api anyone = Api.atPort(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
    Upstreams.at(
        EXCHANGE,
        exchange -> {
          String token = subject(Upstreams.requests(EXCHANGE).getLast().body());
          int failure = FAILING.getOrDefault(token, ISSUED.containsKey(token) ? 200 : 400);
          TinyServer.answer(
              exchange,
              failure,
              "{\"access_token\":\"%s\"}".formatted(ISSUED.getOrDefault(token, "")));
        });
  }

  @Test
  void aServiceSeesTheAccessTokenAndNeverTheOther() {
    ISSUED.put(apiToken, accessToken.value());

    anyone.as(apiToken).get("/api/v1/exchanged").assertStatus(200);

    assertThat(Upstreams.requests("/api/v1/exchanged"))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.authorization()).isEqualTo(accessToken.bearer());
              assertThat(request.headers().toString()).doesNotContain("prl_");
            });
  }

  @Test
  void itsIssuerIsAskedOnceHoweverManyComeAtOnce() throws InterruptedException {
    ISSUED.put(apiToken, accessToken.value());
    Callable<Answer> request = () -> anyone.as(apiToken).get("/api/v1/many");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Collections.nCopies(20, request)))
          .extracting(Future::resultNow)
          .extracting(Answer::status)
          .containsOnly(200);
    }

    assertThat(asked(apiToken)).isEqualTo(1);
  }

  @Test
  void oneThatIsDeletedIsRefusedThoughItsAccessTokenIsRemembered() {
    ISSUED.put(apiToken, accessToken.value());
    redis.opsForValue().set("parley:session:revoked:{" + accessToken.userId() + "}:" + id, "1");

    anyone.as(apiToken).get("/api/v1/me").assertProblem(401, "auth.token_invalid");
  }

  @Test
  void oneThatTheIssuerDoesNotKnowIsRefused() {
    for (int i = 0; i < 3; i++) {
      anyone.as(apiToken).get("/api/v1/me").assertProblem(401, "auth.token_invalid");
    }

    assertThat(asked(apiToken)).isEqualTo(1);
  }

  @Test
  void aTypoIsRefusedWithoutAsking() {
    String typo = apiToken.substring(0, apiToken.length() - 1) + "!";

    anyone.as(typo).get("/api/v1/me").assertProblem(401, "auth.token_invalid");
    anyone.as("prl_").get("/api/v1/me").assertProblem(401, "auth.token_invalid");

    assertThat(asked(typo)).isZero();
  }

  @Test
  void anIssuerThatIsAwayIsNotTheTokensFault() {
    ISSUED.put(apiToken, accessToken.value());
    FAILING.put(apiToken, 500);

    Answer answer = anyone.as(apiToken).get("/api/v1/me");
    answer.assertProblem(503, "auth.exchange_unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("2");

    FAILING.remove(apiToken);
    anyone.as(apiToken).get("/api/v1/me").assertStatus(200);
  }

  /** What the issuer gives out is looked at like any other access token. */
  @Test
  void anAccessTokenThatIsNoneOpensNothing() {
    ISSUED.put(apiToken, accessToken.signedByAStranger().value());

    anyone.as(apiToken).get("/api/v1/strange").assertProblem(401, "auth.token_invalid");

    assertThat(Upstreams.requests("/api/v1/strange")).isEmpty();
  }

  @Test
  void theExchangeIsPartOfTheTraceOfTheRequest() {
    ISSUED.put(apiToken, accessToken.value());
    String trace = UUID.randomUUID().toString().replace("-", "");

    anyone
        .as(apiToken)
        .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .get("/api/v1/exchanged-in-a-trace")
        .assertStatus(200);

    assertThat(Upstreams.requests(EXCHANGE))
        .filteredOn(request -> subject(request.body()).equals(apiToken))
        .singleElement()
        .satisfies(request -> assertThat(request.header("traceparent")).contains(trace));
    OtlpReceiver.shared()
        .awaitTrace(
            trace,
            Duration.ofSeconds(20),
            it -> {
              assertThat(it.spans())
                  .extracting(span -> span.attributes().get("url.path"))
                  .contains(EXCHANGE);
              assertThat(it.toString()).doesNotContain(apiToken);
            });
  }

  private static long asked(String token) {
    return Upstreams.requests(EXCHANGE).stream()
        .filter(request -> subject(request.body()).equals(token))
        .count();
  }

  private static String subject(String form) {
    return List.of(form.split("&", -1)).stream()
        .filter(field -> field.startsWith("subject_token="))
        .map(field -> field.substring("subject_token=".length()))
        .findFirst()
        .orElse("");
  }
}
