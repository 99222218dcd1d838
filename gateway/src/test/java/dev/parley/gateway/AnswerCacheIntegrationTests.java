package dev.parley.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The shared cache as clients meet it: quick for what is everybody's, not there for the rest. */
@GatewayTest
class AnswerCacheIntegrationTests {

  private static final String PUBLIC = "public, max-age=60";

  @LocalServerPort private int port;
  @Autowired private MeterRegistry registry;
  private final AtomicInteger asked = new AtomicInteger();
  private final String adasToken = TestTokens.userToken("ada").value();
  private final String bobsToken = TestTokens.userToken("bob").value();
  private Api ada = Api.atPort(0);
  private Api bob = Api.atPort(0);

  @BeforeEach
  void connect() {
    ada = Api.atPort(port).as(adasToken);
    bob = Api.atPort(port).as(bobsToken);
  }

  @Test
  void whatIsPublicIsFetchedOnceAndBelongsToEverybody() {
    answering("/api/v1/shared", PUBLIC);
    double hits = hits();

    Answer first = ada.get("/api/v1/shared").assertStatus(200);
    Answer second = bob.get("/api/v1/shared").assertStatus(200);
    Answer third = bob.with("If-None-Match", second.header("ETag")).get("/api/v1/shared");

    assertThat(asked).hasValue(1);
    assertThat(first.header("Cache-Status")).isEqualTo("parley; fwd=uri-miss; stored");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Cache-Status")).startsWith("parley; hit; ttl=");
    assertThat(second.header("Age")).isNotEmpty();
    assertThat(second.header("ETag")).matches("\"[0-9a-f]{24}\"").isEqualTo(first.header("ETag"));
    assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    assertThat(third.assertStatus(304).body()).isEmpty();
    assertThat(hits()).isEqualTo(hits + 2);
  }

  /** A compressed copy has its own tag, by which the cache is asked as the service would be. */
  @Test
  void whatIsKeptIsCompressedForWhoLikesThat() {
    answering("/api/v1/shared-long", PUBLIC, "again ".repeat(1000));
    Api compressed = bob.with("Accept-Encoding", "gzip");

    ada.get("/api/v1/shared-long").assertStatus(200);
    Answer answer = compressed.get("/api/v1/shared-long");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.header("ETag")).endsWith("--gzip\"");
    compressed
        .with("If-None-Match", answer.header("ETag"))
        .get("/api/v1/shared-long")
        .assertStatus(304);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatIsPrivateOrSaysNothingIsNot() {
    answering("/api/v1/mine", "private, max-age=60");
    answering("/api/v1/silent", null);

    for (String path : new String[] {"/api/v1/mine", "/api/v1/silent"}) {
      assertThat(ada.get(path).body()).as(path).contains(adasToken);
      Answer other = bob.get(path);
      assertThat(other.body()).as(path).contains(bobsToken);
      assertThat(other.header("Cache-Status")).isEqualTo("parley; fwd=uri-miss");
      bob.with("If-None-Match", other.header("ETag")).get(path).assertStatus(304);
    }
    assertThat(asked).hasValue(6);
  }

  @Test
  void aTokenIsAskedForAllTheSame() {
    answering("/api/v1/guarded", PUBLIC);
    ada.get("/api/v1/guarded").assertStatus(200);

    Api.atPort(port).get("/api/v1/guarded").assertProblem(401, "auth.required");
  }

  @Test
  void whatIsChangedIsFetchedAnew() {
    answering("/api/v1/changed", PUBLIC);
    ada.get("/api/v1/changed").assertStatus(200);
    ada.get("/api/v1/changed").assertStatus(200);
    assertThat(asked).hasValue(1);

    ada.put("/api/v1/changed", null).assertStatus(200);
    ada.get("/api/v1/changed").assertStatus(200);

    assertThat(asked).hasValue(3);
  }

  /** They come without a token, at an address that one may read without. */
  @Test
  void operatorsEmptyItAndNobodyElse() {
    answering("/api/v1/characters/emptied", PUBLIC);
    ada.get("/api/v1/characters/emptied");
    ada.delete("/actuator/cache").assertProblem(403, "access.denied");
    Api operator = Api.atPort(port).as(TestTokens.serviceToken("metrics-service").value());
    assertThat(operator.get("/actuator/cache").json(200).at("/caches/0/name").asText())
        .isEqualTo("answers");
    assertThat(operator.delete("/actuator/cache/another").status()).isEqualTo(404);
    assertThat(operator.delete("/actuator/cache/answers").status()).isEqualTo(200);
    assertThat(ada.get("/api/v1/characters/emptied").header("Cache-Status"))
        .startsWith("parley; fwd=uri-miss");
  }

  @Test
  void manyWhoAskAtOnceAreOneRequest() throws InterruptedException {
    String path = "/.well-known/openid-configuration";
    var release = new CountDownLatch(1);
    Upstreams.at(
        path,
        exchange -> {
          asked.incrementAndGet();
          await(release);
          reply(exchange, PUBLIC, "everybody's");
        });
    Callable<Answer> asking = () -> Api.atPort(port).get(path);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      IntStream.range(0, 50).forEach(_ -> answers.add(threads.submit(asking)));
      Patience.await().until(() -> asked.get() == 1);
      release.countDown();
      for (Future<Answer> answer : answers) {
        assertThat(get(answer).assertStatus(200).body()).isEqualTo("everybody's");
      }
    }

    assertThat(asked).hasValue(1);
  }

  /** Who leads goes away while the body is on its way: the next leads, and nothing half is kept. */
  @Test
  void whoeverGoesAwayLeavesNothingHalf() throws Exception {
    String path = "/api/v1/site";
    var half = new CountDownLatch(1);
    var rest = new CountDownLatch(1);
    String body = "k".repeat(20_000);
    Upstreams.at(
        path,
        exchange -> {
          if (asked.incrementAndGet() > 1) {
            reply(exchange, PUBLIC, body);
            return;
          }
          exchange.getResponseHeaders().set("Cache-Control", PUBLIC);
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.substring(0, 10_000).getBytes(UTF_8));
          exchange.getResponseBody().flush();
          half.countDown();
          await(rest);
          exchange.close();
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> waiting;
      try (Socket leader = new Socket(InetAddress.getLoopbackAddress(), port)) {
        leader
            .getOutputStream()
            .write(("GET " + path + " HTTP/1.1\r\nHost: p\r\n\r\n").getBytes(UTF_8));
        half.await();
        waiting = threads.submit(() -> Api.atPort(port).get(path));
      }
      assertThat(get(waiting).assertStatus(200).body()).isEqualTo(body);
    } finally {
      rest.countDown();
    }
    assertThat(Api.atPort(port).get(path).body()).isEqualTo(body);
    assertThat(asked).hasValue(2);
  }

  @Test
  void ofManyUsersEachSeesOnlyTheirOwn() throws Exception {
    answering("/api/v1/mixed-private", "private, no-cache");
    answering("/api/v1/mixed-public", "public, max-age=1", "everybody's");
    List<Callable<Boolean>> requests = new ArrayList<>();
    for (int user = 0; user < 20; user++) {
      String token = TestTokens.userToken("user-" + user).value();
      Api api = Api.atPort(port).as(token);
      requests.addAll(
          Collections.nCopies(
              100, () -> api.get("/api/v1/mixed-private").body().endsWith(token + "\"")));
      requests.addAll(
          Collections.nCopies(
              50, () -> api.get("/api/v1/mixed-public").body().contains("everybody's")));
      requests.addAll(Collections.nCopies(10, () -> goAway("/api/v1/mixed-private", token)));
    }
    Collections.shuffle(requests);

    try (var threads = Executors.newFixedThreadPool(16)) {
      assertThat(threads.invokeAll(requests)).allMatch(Future::resultNow);
    }
  }

  private boolean goAway(String path, String token) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(true, 0);
      String request =
          "GET %s HTTP/1.1\r\nHost: p\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, token);
      socket.getOutputStream().write(request.getBytes(UTF_8));
    }
    return true;
  }

  private void answering(String path, @Nullable String caching) {
    answering(path, caching, "");
  }

  /** With what was asked with, so that whoever sees another's can tell. */
  private void answering(String path, @Nullable String caching, String text) {
    Upstreams.at(
        path,
        exchange -> {
          asked.incrementAndGet();
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          reply(exchange, caching, "\"" + text + (text.isEmpty() ? token : "") + "\"");
        });
  }

  private static void reply(HttpExchange exchange, @Nullable String caching, String body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (caching != null) {
      exchange.getResponseHeaders().set("Cache-Control", caching);
    }
    TinyServer.answer(exchange, 200, body);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Answer get(Future<Answer> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private double hits() {
    return registry
        .get("cache.gets")
        .tags("cache", "answers", "result", "hit")
        .functionCounter()
        .count();
  }
}
